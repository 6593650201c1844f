"""Second factors: their secrets are encrypted where they are kept."""

import base64

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

PURPOSE = b"artifact second factor"


class EncryptedSecondFactors(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """Encrypts with a key derived from SECRET_KEY; SECRET_KEY_FALLBACKS still open old ones."""

    def encrypt(self, text: str) -> str:
        """The text, for the database."""
        return _keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The text again.

        :raises cryptography.fernet.InvalidToken: none of the keys made it.
        """
        return _keys().decrypt(encrypted_text.encode()).decode()


def _keys() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derived(one)) for one in secrets])


def _derived(secret: str) -> bytes:
    """A key of its own (RFC 5869), so that what SECRET_KEY signs says nothing about it."""
    derived = HKDF(SHA256(), length=32, salt=None, info=PURPOSE).derive(secret.encode())
    return base64.urlsafe_b64encode(derived)
