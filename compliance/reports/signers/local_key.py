"""A private key that this machine holds, as PKCS#12 or as PEM.

pyHanko takes half a second to import, so only who signs does.
"""

from typing import BinaryIO

from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from cryptography.hazmat.primitives.serialization.pkcs12 import load_key_and_certificates
from cryptography.x509 import Certificate, load_pem_x509_certificates

from compliance.reports.signers.signer import SIGNERS, KeyUnusable, Options

PEM = b"-----BEGIN "


class LocalKey:
    """A key, its certificate first in the chain, and who says when it signed."""

    def __init__(self, key: PrivateKeyTypes, chain: list[Certificate], tsa_url: str = "") -> None:
        self._key = key
        self._chain = chain
        self._tsa_url = tsa_url

    @property
    def certificate_sha256(self) -> str:
        """The fingerprint of the certificate."""
        return self._chain[0].fingerprint(SHA256()).hex()

    @property
    def valid_until(self) -> str:
        """When the certificate ends."""
        return self._chain[0].not_valid_after_utc.isoformat()

    def sign(self, document: BinaryIO, *, reason: str) -> None:
        """Append the signature, which covers every byte before it."""
        from compliance.reports.pades import pades  # noqa: PLC0415 -- see the module

        pades(
            document,
            key=self._key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()),
            chain=[one.public_bytes(Encoding.DER) for one in self._chain],
            reason=reason,
            tsa_url=self._tsa_url,
        )


def _local_key(options: Options) -> LocalKey:
    """The key from `key`, PKCS#12 or PEM, and `certificate`, PEM, which may stand in `key` too."""
    key, certificate = _bytes(options, "key"), _bytes(options, "certificate")
    password = _bytes(options, "password") or None
    try:
        if PEM in key:
            private: PrivateKeyTypes | None = load_pem_private_key(key, password)
            chain = load_pem_x509_certificates(certificate or key)
        else:
            private, first, others = load_key_and_certificates(key, password)
            chain = [*([first] if first else []), *others]
    except (ValueError, TypeError) as error:
        raise KeyUnusable(
            f"It is neither PEM nor PKCS#12, or the password is wrong: {error}"
        ) from error
    if private is None or not chain:
        raise KeyUnusable("A private key and its certificate are needed; one is missing.")
    if _public(private.public_key()) != _public(chain[0].public_key()):
        raise KeyUnusable("The first certificate is not that of the private key.")
    return LocalKey(private, chain, str(options.get("tsa_url", "")))


def _public(key: object) -> bytes:
    form = (Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    found: bytes = key.public_bytes(*form)  # type: ignore[attr-defined]  # every public key has it
    return found


def _bytes(options: Options, name: str) -> bytes:
    value = options.get(name, b"")
    return value.encode() if isinstance(value, str) else value


SIGNERS.add("local_key", _local_key)
