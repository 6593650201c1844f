"""Delete the proofs of steps that prove nothing any more."""

from datetime import datetime

from artifact.awsapi.models import StepToken


def forget_step_tokens(*, now: datetime) -> int:
    """How many had ended, and are gone. What was accepted with them stays."""
    gone, _ = StepToken.objects.filter(expires_at__lte=now).delete()
    return gone
