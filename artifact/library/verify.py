"""Hash kept reports again and name what does not match."""

from collections.abc import Iterator

from artifact.library.models import ReportVersion
from compliance.evidence.store import BlobDamaged, get
from compliance.evidence.verify import Damage


def verify_reports() -> Iterator[Damage]:
    """Every report version whose facts or PDF are missing or altered."""
    for version in ReportVersion.objects.order_by("pk").iterator():
        for sha256 in (version.facts_id, version.pdf_id):
            if sha256:
                try:
                    get(sha256)
                except BlobDamaged as error:
                    yield Damage(f"report-version:{version.pk}", str(error))
