"""AWS Artifact, which moto lacks: AWS's reports, which are the same for every account."""

from datetime import UTC, datetime
from typing import Any

from demo.aws_server.call import Call
from demo.aws_server.memory import Memory
from demo.published import published


def list_reports(_call: Call, _memory: Memory) -> dict[str, Any]:
    """What an account sees for which an estate declares nothing."""
    return {"reports": published(datetime.now(UTC))}


def list_agreements(_call: Call, _memory: Memory) -> dict[str, Any]:
    """Nobody has accepted any."""
    return {"customerAgreements": []}


def get_settings(_call: Call, _memory: Memory) -> dict[str, Any]:
    """Nobody has subscribed."""
    return {"accountSettings": {"notificationSubscriptionStatus": "NOT_SUBSCRIBED"}}


INSTEAD = {
    "artifact:GetAccountSettings": get_settings,
    "artifact:ListCustomerAgreements": list_agreements,
    "artifact:ListReports": list_reports,
}
