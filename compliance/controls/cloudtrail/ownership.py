"""Facts of trails and buckets that may belong to another account, with a reason that says so."""

from collections.abc import Mapping
from typing import Any

from compliance.aws.answers import NotCollected
from compliance.collectors.cloudtrail import TRAIL_BUCKET
from compliance.collectors.resource import Resource


def owned_fact(resource: Resource, fact: str) -> Mapping[str, Any]:
    """`resource[fact]`, or a reason that names the account to connect.

    An organisation trail is listed in every member account under its owner's ARN, and its status
    and selectors may be refused there. A trail's bucket often lives in a log archive account.

    :raises NotCollected: the fact was not read.
    """
    try:
        return resource[fact]
    except NotCollected as missing:
        hint = _hint(resource)
        if not hint:
            raise
        raise NotCollected(missing.operation, f"{missing.error.rstrip('.')}; {hint}") from missing


def account_of(arn: str) -> str:
    """The account in an ARN; empty where the ARN has none, as a bucket's."""
    return arn.split(":")[4]


def partition_of(arn: str) -> str:
    """The partition in an ARN: `aws`, `aws-cn` or `aws-us-gov`."""
    return arn.split(":")[1]


def _hint(resource: Resource) -> str:
    if resource.type == TRAIL_BUCKET:
        return "if the bucket belongs to another account, connect that account"
    owner = account_of(resource.arn)
    if owner in {"", resource.account_id}:
        return ""
    return f"the organization trail belongs to account {owner}, connect that account"
