"""Have a time stamping authority say that a checkpoint was there (RFC 3161)."""

import urllib.request
from collections.abc import Iterator
from pathlib import Path

from cryptography.x509 import Certificate, load_pem_x509_certificates
from rfc3161_client import (
    HashAlgorithm,
    TimestampRequestBuilder,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from compliance.ledger.anchors.anchor import ANCHORS, AnchorFailed, Kept, Options

TIMEOUT_SECONDS = 15
LARGEST_ANSWER = 1_000_000
QUERY = "application/timestamp-query"


class TimeStampAnchor:
    """An authority by its address; `roots` are the certificates it is trusted by."""

    def __init__(self, url: str, roots: list[Certificate]) -> None:
        self._url = url
        self._roots = roots

    def keep(self, note: str, name: str) -> Kept:
        """The authority's answer, DER, proven before it is taken."""
        asked = (
            TimestampRequestBuilder()
            .data(note.encode())
            .hash_algorithm(HashAlgorithm.SHA256)
            .cert_request(cert_request=True)
            .build()
        )
        request = urllib.request.Request(  # noqa: S310 -- the address that the operator configured
            self._url, data=asked.as_bytes(), headers={"Content-Type": QUERY}, method="POST"
        )
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310 -- as above
                receipt: bytes = answer.read(LARGEST_ANSWER)
        except OSError as error:
            raise AnchorFailed(f"{self._url} cannot be reached: {error}") from error
        self.prove(note, receipt)
        return Kept(f"{self._url} {name}", receipt)

    def prove(self, note: str, receipt: bytes) -> None:
        """The stamp is over the note's SHA-256, and leads to a certificate that is trusted."""
        builder = VerifierBuilder()
        for root in self._roots:
            builder = builder.add_root_certificate(root)
        try:
            response = decode_timestamp_response(receipt)
            builder.build().verify_message(response, note.encode())
        except (VerificationError, ValueError) as error:
            raise AnchorFailed(f"the time stamp of {self._url} does not hold: {error}") from error

    def notes(self) -> Iterator[tuple[str, str]]:
        """An authority keeps nothing that could be read back."""
        return iter(())


def _of(options: Options) -> TimeStampAnchor:
    pem = Path(options["certificates"]).read_bytes()
    return TimeStampAnchor(options["url"], load_pem_x509_certificates(pem))


ANCHORS.add("rfc3161", _of)
