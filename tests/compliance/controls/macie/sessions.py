"""Macie's session as the collector describes it."""

from typing import Any

from compliance.aws.answers import Answer
from compliance.collectors.macie2 import GET_SESSION, SESSION
from compliance.collectors.resource import Resource
from tests.compliance.controls.resources import HOME, OWNER, Denied, Facts, answer

ARN = f"arn:aws:macie2:{HOME}:{OWNER}:session"
SESSION_DENIED = Denied(GET_SESSION)
# As the collector has it where AWS said that Macie is not enabled.
OFF = Answer(GET_SESSION, error_code="NotEnabled", absent=True)


def session(
    status: str | None = "ENABLED",
    *,
    state: Denied | Answer | None = None,
    frequency: str | None = "ONE_HOUR",
    **facts: Facts | Denied,
) -> Resource:
    """A session with this status, or in this state."""
    told: dict[str, Any] = {"status": status, "findingPublishingFrequency": frequency}
    of_session = state if isinstance(state, Answer) else answer("session", state or told)
    others = {name: answer(name, fact) for name, fact in facts.items()}
    return Resource(ARN, SESSION, "session", OWNER, HOME, {"session": of_session, **others})
