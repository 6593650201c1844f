"""Secrets that must be read again are encrypted where they are kept."""

import base64

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def encrypt(text: str, *, purpose: str) -> str:
    """The text, for the database, by a key that serves this purpose alone."""
    return _keys(purpose).encrypt(text.encode()).decode()


def decrypt(encrypted: str, *, purpose: str) -> str:
    """The text again; SECRET_KEY_FALLBACKS still open what they encrypted.

    :raises cryptography.fernet.InvalidToken: none of the keys made it, or not for this purpose.
    """
    return _keys(purpose).decrypt(encrypted.encode()).decode()


def _keys(purpose: str) -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derived(one, purpose)) for one in secrets])


def _derived(secret: str, purpose: str) -> bytes:
    """A key of its own (RFC 5869), so that what SECRET_KEY signs says nothing about it."""
    info = f"artifact {purpose}".encode()
    derived = HKDF(SHA256(), length=32, salt=None, info=info).derive(secret.encode())
    return base64.urlsafe_b64encode(derived)
