"""The ledger's name, keys and anchors, as the settings give them."""

from collections.abc import Mapping

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from compliance.ledger.anchors.anchor import ANCHORS, Anchor
from compliance.ledger.signed_note import SignerKey

PEM_END = "-----END PRIVATE KEY-----"


def signer_keys() -> list[SignerKey]:
    """The private keys at hand, in the order in which LEDGER_SIGNING_KEY has them.

    :raises ImproperlyConfigured: one of them is no Ed25519 key in PEM.
    """
    blocks = [part + PEM_END for part in settings.LEDGER_SIGNING_KEY.split(PEM_END)[:-1]]
    if settings.LEDGER_SIGNING_KEY.strip() and not blocks:
        raise ImproperlyConfigured(
            "LEDGER_SIGNING_KEY is no private key in PEM: make one with `ledger_key new`."
        )
    return [SignerKey(settings.LEDGER_KEY_NAME, _private_key(pem)) for pem in blocks]


def anchors() -> Mapping[str, Anchor]:
    """Each configured anchor by its name.

    :raises ImproperlyConfigured: one lacks an option, or its files.
    """
    return {
        name: _anchor(name, dict(options)) for name, options in settings.LEDGER_ANCHORS.items()
    }


def _anchor(name: str, options: dict[str, str]) -> Anchor:
    try:
        return ANCHORS[options.pop("kind")](options)
    except (KeyError, OSError, ValueError) as error:
        raise ImproperlyConfigured(f"the ledger's anchor {name}: {error!r}") from error


def _private_key(pem: str) -> Ed25519PrivateKey:
    try:
        key = load_pem_private_key(pem.strip().encode(), password=None)
    except (ValueError, TypeError) as error:
        raise ImproperlyConfigured(f"LEDGER_SIGNING_KEY: {error}") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise ImproperlyConfigured("LEDGER_SIGNING_KEY is of another kind than Ed25519.")
    return key
