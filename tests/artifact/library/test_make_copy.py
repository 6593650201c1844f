"""A copy is signed: the signature holds, and one altered byte breaks it."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    load_pem_private_key,
    pkcs12,
)
from cryptography.x509 import load_pem_x509_certificate
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from artifact.library.document_signer import document_signer
from artifact.library.make_copy import make_copy
from artifact.library.mark import Mark
from artifact.library.wrap import PDF, Original
from compliance.reports.signers.self_signed import self_signed
from compliance.reports.signers.signer import SIGNERS, KeyUnusable, Signer, SigningFailed
from tests.artifact.library.awkward import MARKED
from tests.compliance.ledger.authority import authority

MARK = Mark("Ada", "Example Ltd", datetime(2026, 3, 31, tzinfo=UTC), "copy-23456789abcdefgh")
PEM = self_signed("Example Ltd", now=datetime.now(UTC))
CERTIFICATE = PEM[PEM.index(b"-----BEGIN CERT") :]
PASSWORD = b"open sesame"


def signer(**options: str | bytes) -> Signer:
    """A signer of the local kind."""
    return SIGNERS["local_key"]({"key": PEM, **options})


def copied(by: Signer, media_type: str = PDF) -> bytes:
    """A signed copy's bytes."""
    original = Original(MARKED["plain"](), media_type, "A report", "a.pdf")
    made = make_copy(original, MARK, by)
    with made.file:
        return made.file.read()


def judged(copy: bytes) -> Any:
    """What pyHanko's validator says of its one signature, trusting our certificate."""
    (signature,) = PdfFileReader(BytesIO(copy)).embedded_signatures
    trusted = ValidationContext(trust_roots=[signature.signer_cert], allow_fetching=False)
    return validate_pdf_signature(signature, trusted)


def p12(password: bytes = PASSWORD) -> bytes:
    """The same key as PKCS#12."""
    key = load_pem_private_key(PEM, None)
    certificate = load_pem_x509_certificate(CERTIFICATE)
    return pkcs12.serialize_key_and_certificates(
        b"us",
        key,  # type: ignore[arg-type]  # a key on a curve
        certificate,
        None,
        BestAvailableEncryption(password),
    )


@pytest.mark.parametrize("media_type", [PDF, "application/zip"])
def test_the_signature_covers_the_whole_copy_and_holds(media_type: str) -> None:
    copy = copied(signer(), media_type)

    status = judged(copy)
    assert (status.bottom_line, status.coverage.name) == (True, "ENTIRE_FILE")
    (signature,) = PdfFileReader(BytesIO(copy)).embedded_signatures
    assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    assert MARK.copy_id in signature.sig_object["/Reason"]


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5])
def test_one_altered_byte_breaks_it(share: float) -> None:
    copy = bytearray(copied(signer()))
    copy[int(len(copy) * share)] ^= 1

    try:
        assert not judged(bytes(copy)).intact
    except (ValueError, KeyError, TypeError, AttributeError, RuntimeError) as error:
        # So altered that it is not even read.
        assert str(error)  # noqa: PT017 -- either way it does not hold


def test_a_key_as_pkcs12_signs_as_well() -> None:
    assert judged(copied(signer(key=p12(), password=PASSWORD))).bottom_line


def test_key_and_certificate_may_come_apart() -> None:
    key = PEM[: PEM.index(b"-----BEGIN CERT")]

    assert judged(copied(signer(key=key, certificate=CERTIFICATE))).bottom_line


@pytest.mark.parametrize(
    "options",
    [
        {"key": b"nonsense"},
        {"key": p12(), "password": b"wrong"},
        {"key": PEM[: PEM.index(b"-----BEGIN CERT")]},
        {"certificate": self_signed("Another", now=datetime.now(UTC))},
    ],
)
def test_a_key_that_does_not_do_is_refused_by_name(options: dict[str, bytes]) -> None:
    with pytest.raises(KeyUnusable):
        signer(**options)


def test_an_authority_says_when_it_was_signed(tmp_path: Path) -> None:
    with authority() as served:
        status = judged(copied(signer(tsa_url=served.url)))

    assert status.timestamp_validity.intact
    assert datetime.now(UTC) - status.timestamp_validity.timestamp < timedelta(minutes=2)


def test_without_the_authority_nothing_is_signed() -> None:
    with pytest.raises(SigningFailed, match="gave no time stamp"):
        copied(signer(tsa_url="http://127.0.0.1:9/"))


def test_the_settings_make_one_signer(settings: Any) -> None:
    settings.DOCUMENT_SIGNER = {}
    assert document_signer() is None
    settings.DOCUMENT_SIGNER = {"kind": "local_key", "key": PEM}
    assert document_signer() is document_signer()
    settings.DOCUMENT_SIGNER = {"kind": "unheard-of", "key": PEM}
    with pytest.raises(KeyUnusable, match="local_key"):
        document_signer()
