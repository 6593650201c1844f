"""Whether Macie is on in a Region: what its settings say, holds only there."""

from compliance.aws.answers import NotCollected
from compliance.collectors.macie2 import GET_SESSION
from compliance.collectors.resource import Resource

ENABLED = "ENABLED"
PAUSED = "PAUSED"


def why_idle(session: Resource) -> str:
    """Why Macie does nothing in the Region; empty where it is on.

    :raises NotCollected: the status was not read. A missing permission never counts as off.
    """
    answer = session.facts["session"]
    if answer.absent:
        return f"Macie is not enabled in {session.region}."
    status = session["session"].get("status")
    if status == ENABLED:
        return ""
    if status == PAUSED:
        return f"Macie is paused in {session.region}: it is enabled, and all it does is suspended."
    raise NotCollected(GET_SESSION, f"the status is {status}")
