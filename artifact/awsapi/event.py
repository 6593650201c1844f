"""Write down each call as CloudTrail writes down those of AWS Artifact."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest

from artifact.awsapi.authenticate import Signed
from artifact.awsapi.errors import ApiError
from artifact.awsapi.models import ApiEvent
from artifact.awsapi.operation import Operation
from artifact.users.address import client_address
from artifact.users.models import User

NO_ACCOUNT = "0" * 12
# Tokens open doors, so none of them is kept.
SECRET = ("Token",)


@dataclass
class Heard:
    """What is known of a request so far."""

    request_id: UUID
    at: datetime
    signed: Signed | None = None
    operation: Operation | None = None
    parameters: dict[str, object] | None = None
    error: ApiError | None = None


def write_event(heard: Heard, request: HttpRequest) -> None:
    """Keep it: who, what, with which parameters, from where, and how it ended."""
    key = heard.signed.key if heard.signed else None
    ApiEvent.objects.create(
        at=heard.at,
        request_id=heard.request_id,
        key_id=key.key_id if key else "",
        email=key.user.email if key else "",
        operation=heard.operation.name if heard.operation else "",
        error_code=heard.error.code if heard.error else "",
        record=_record(heard, request),
    )


def user_arn(user: User) -> str:
    """How the protocol names a person."""
    return f"arn:aws:iam::{_account(user)}:user/{user.email}"


def _record(heard: Heard, request: HttpRequest) -> dict[str, object]:
    """After the CloudTrail User Guide, "CloudTrail record contents"."""
    record: dict[str, object] = {
        "eventVersion": "1.10",
        "eventTime": f"{heard.at:%Y-%m-%dT%H:%M:%SZ}",
        "eventSource": "artifact.amazonaws.com",
        "eventName": heard.operation.name if heard.operation else "",
        "awsRegion": heard.signed.given.region if heard.signed else "",
        "sourceIPAddress": client_address(request) or "",
        "userAgent": request.headers.get("User-Agent", "")[:400],
        "requestParameters": _without_secrets(heard.parameters or {}) or None,
        "responseElements": None,
        "requestID": str(heard.request_id),
        "eventID": str(heard.request_id),
        "readOnly": heard.operation is None or heard.operation.method == "GET",
        "eventType": "AwsApiCall",
        "managementEvent": True,
        "eventCategory": "Management",
    }
    if heard.signed:
        user = heard.signed.key.user
        record["recipientAccountId"] = _account(user)
        record["userIdentity"] = {
            "type": "IAMUser",
            "principalId": str(user.pk),
            "arn": user_arn(user),
            "accountId": _account(user),
            "accessKeyId": heard.signed.key.key_id,
            "userName": user.email,
        }
    if heard.error:
        record["errorCode"] = heard.error.code.removesuffix("Exception")
        record["errorMessage"] = heard.error.message
    return record


def _without_secrets(parameters: dict[str, object]) -> dict[str, object]:
    return {
        name: value
        for name, value in parameters.items()
        if value not in (None, "") and not name.endswith(SECRET)
    }


def _account(user: User) -> str:
    return user.customer.customer_id if user.customer else NO_ACCOUNT
