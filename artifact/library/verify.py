"""Hash kept reports again and name what does not match."""

from collections.abc import Iterator

from artifact.library.models import ReportVersion
from compliance.evidence.store import BlobDamaged, get
from compliance.evidence.verify import Damage


def verify_reports() -> Iterator[Damage]:
    """Every report version whose facts or documents are missing or altered."""
    for version in ReportVersion.objects.order_by("pk").iterator():
        documents = (version.pdf_id, version.signed_pdf_id, version.original_id)
        for sha256 in (version.facts_id, *documents):
            if sha256:
                try:
                    get(sha256)
                except BlobDamaged as error:
                    yield Damage(f"report-version:{version.pk}", str(error))
