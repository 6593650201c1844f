"""Give out and take back proofs of a step."""

from collections.abc import Mapping
from datetime import timedelta
from hashlib import sha256

from django.utils.crypto import get_random_string

from artifact.awsapi.errors import ApiError, invalid
from artifact.awsapi.models import StepToken
from artifact.awsapi.operation import Call

LIFETIME = timedelta(hours=1)
# The service model's own samples: a prefix and twenty-four letters and digits.
LENGTH = 24
PREFIX = {
    StepToken.Step.TERM_READ: "term-token",
    StepToken.Step.NDA_READ: "nda-token",
    StepToken.Step.NDA_ACCEPTED: "nda-token",
    StepToken.Step.TERMS_READ: "agreement-token",
    StepToken.Step.AGREEMENT_READ: "agreement-token",
    StepToken.Step.EXECUTED_READ: "agreement-token",
}


def give(call: Call, step: StepToken.Step, bound_to: Mapping[str, str]) -> str:
    """A token that proves the step for an hour, to this person alone."""
    token = f"{PREFIX[step]}-{get_random_string(LENGTH)}"
    StepToken.objects.create(
        digest=_digest(token),
        step=step,
        user=call.caller.user,
        bound_to=dict(bound_to),
        issued_at=call.now,
        expires_at=call.now + LIFETIME,
    )
    return token


def take(call: Call, step: StepToken.Step, token: str, *, member: str) -> Mapping[str, str]:
    """What the step was about; the token may be shown again until it ends.

    :raises ApiError: it is unknown, ended, another person's, or proves another step.
    """
    found = (
        StepToken.objects.in_force(now=call.now)
        .filter(digest=_digest(token), step=step, user=call.caller.user)
        .first()
    )
    if found is None:
        raise _is_invalid(member)
    bound: Mapping[str, str] = found.bound_to
    return bound


def spend(call: Call, token: str, *, member: str) -> None:
    """Let the token open nothing any more, once the caller's transaction is done.

    :raises ApiError: somebody else spent it just now.
    """
    gone, _ = StepToken.objects.filter(digest=_digest(token), user=call.caller.user).delete()
    if not gone:
        raise _is_invalid(member)


def _is_invalid(member: str) -> ApiError:
    return invalid("invalidToken", f"The {member} is invalid.", {member: "It is invalid."})


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
