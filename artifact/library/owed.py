"""Find the report versions that were asked for and stand still."""

from datetime import timedelta

from artifact.library.models import ReportVersion
from compliance.lease import owed


def owed_renderings(*, hint_again_after: timedelta) -> list[int]:
    """Ids of versions to be rendered whose message was lost or whose worker died."""
    return owed(ReportVersion.objects.filter(original=None), hint_again_after=hint_again_after)


def owed_checks(*, hint_again_after: timedelta) -> list[int]:
    """Ids of documents to be checked whose message was lost or whose worker died."""
    uploaded = ReportVersion.objects.filter(original__isnull=False)
    return owed(uploaded, hint_again_after=hint_again_after)
