"""What a signer is, and the closed set of kinds there are."""

from collections.abc import Callable, Mapping
from typing import BinaryIO, Protocol

from compliance.registry import Registry


class KeyUnusable(Exception):
    """The key or its certificate cannot be used; the message says why and what to do."""


class SigningFailed(Exception):
    """The document was not signed, so it is not handed out; the message says why."""


class Signer(Protocol):
    """A key with its certificate."""

    @property
    def certificate_sha256(self) -> str:
        """The fingerprint of the certificate, by which a signature is attributed."""

    @property
    def valid_until(self) -> str:
        """When the certificate ends, as ISO 8601."""

    def sign(self, document: BinaryIO, *, reason: str) -> None:
        """Append a PAdES signature to the PDF, which is open for reading and writing.

        :raises SigningFailed: the document is unchanged or unusable, and not to be handed out.
        """


Options = Mapping[str, str | bytes]

# Makes a signer of one kind from its options; raises KeyUnusable.
SIGNERS: Registry[Callable[[Options], Signer]] = Registry("signer")
