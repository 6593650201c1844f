"""A PAdES signature under a PDF, by pyHanko: B-B, or B-T with a time stamp."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import BinaryIO

from asn1crypto.keys import PrivateKeyInfo
from asn1crypto.x509 import Certificate
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.timestamps import TimestampRequestError
from pyhanko_certvalidator.registry import SimpleCertificateStore

from compliance.reports.signers.signer import SigningFailed
from compliance.reports.time_stamper import Authority

FIELD = "Organisation"


def pades(
    document: BinaryIO, *, key: bytes, chain: Sequence[bytes], reason: str, tsa_url: str = ""
) -> None:
    """Append a signature to the PDF; key and certificates, the signer's first, are DER.

    It covers every byte before it.

    :raises SigningFailed: the PDF cannot be read, or there is no time stamp.
    """
    own, *others = [Certificate.load(one) for one in chain]
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # pyHanko leaves it untyped
    store.register_multiple(others)
    signer = PdfSigner(
        PdfSignatureMetadata(field_name=FIELD, reason=reason, subfilter=SigSeedSubFilter.PADES),
        SimpleSigner(own, PrivateKeyInfo.load(key), store),
        timestamper=Authority(tsa_url) if tsa_url else None,
    )
    try:
        writer = IncrementalPdfFileWriter(document, strict=False)
        # pyHanko starts an event loop, which a thread that runs one already refuses.
        with ThreadPoolExecutor(1, thread_name_prefix="signer") as pool:
            pool.submit(signer.sign_pdf, writer, in_place=True).result()
    except TimestampRequestError as error:
        raise SigningFailed(f"{tsa_url} gave no time stamp: {error}") from error
    except (PdfError, SigningError, ValueError) as error:
        raise SigningFailed(f"The PDF cannot be signed: {error}") from error
