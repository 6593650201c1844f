"""Find the exports that were asked for and stand still."""

from datetime import timedelta

from artifact.engagements.exports import Export
from compliance.lease import owed


def owed_exports(*, hint_again_after: timedelta) -> list[int]:
    """Ids of exports whose message was lost or whose worker died."""
    return owed(Export.objects.all(), hint_again_after=hint_again_after)
