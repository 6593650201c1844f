"""Delete answers that are not given again."""

from datetime import datetime

from artifact.idempotency.models import KeptAnswer


def forget_answers(*, now: datetime) -> int:
    """How many had ended, and are gone. What was done stays."""
    gone, _ = KeptAnswer.objects.ended(now=now).delete()
    return gone
