"""Trails, their buckets, estates of them, and verdicts as the engine gives them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from compliance.aws.answers import Answer, NotCollected
from compliance.collectors.cloudtrail import TRAIL, TRAIL_BUCKET
from compliance.collectors.kms import KMS_ALIAS, KMS_KEY
from compliance.collectors.resource import GLOBAL, Estate, Population, Resource
from compliance.collectors.s3account import ACCOUNT_PUBLIC_ACCESS
from compliance.controls.control import ACCOUNT, CONTROLS, Context, Judge, Outcome, not_determined

OWNER = "111122223333"
STRANGER = "444455556666"
HOME = "eu-west-1"
NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
BUCKET = "trail-logs"

Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Denied:
    """Stands for a call that AWS refused."""

    operation: str


STATUS_DENIED = Denied("cloudtrail:GetTrailStatus")
SELECTORS_DENIED = Denied("cloudtrail:GetEventSelectors")

LOGGING = {"IsLogging": True}
STOPPED = {"IsLogging": False}

COMPLETE = {
    "EventSelectors": [
        {
            "ReadWriteType": "All",
            "IncludeManagementEvents": True,
            "DataResources": [],
            "ExcludeManagementEventSources": [],
        }
    ]
}


def advanced(*selectors: Mapping[str, Mapping[str, Sequence[str]]]) -> Facts:
    """The answer of GetEventSelectors with one advanced selector per mapping of its fields."""
    return {
        "AdvancedEventSelectors": [
            {"FieldSelectors": [{"Field": field, **given} for field, given in one.items()]}
            for one in selectors
        ]
    }


def trail(
    name: str = "main",
    *,
    owner: str = OWNER,
    partition: str = "aws",
    status: Facts | Denied = LOGGING,
    selectors: Facts | Denied = COMPLETE,
    insights: Facts | Denied = MappingProxyType({}),
    **described: Any,
) -> Resource:
    """A multi-Region trail that is logging all management events, unless told otherwise."""
    arn = f"arn:{partition}:cloudtrail:{HOME}:{owner}:trail/{name}"
    shown = {
        "Name": name,
        "TrailARN": arn,
        "HomeRegion": HOME,
        "S3BucketName": BUCKET,
        "IsMultiRegionTrail": True,
        **described,
    }
    facts = {"trail": shown, "status": status, "selectors": selectors, "insights": insights}
    return _resource(arn, TRAIL, HOME, **facts)


def bucket(name: str = BUCKET, *, region: str = HOME, **facts: Facts | Denied) -> Resource:
    """A bucket with the facts given; any other fact was not collected."""
    return _resource(f"arn:aws:s3:::{name}", TRAIL_BUCKET, region, **facts)


def key(state: str | Denied = "Enabled", *, key_id: str = "k-1", region: str = HOME) -> Resource:
    """A KMS key of the account in a state."""
    metadata = state if isinstance(state, Denied) else {"KeyMetadata": {"KeyState": state}}
    arn = f"arn:aws:kms:{region}:{OWNER}:key/{key_id}"
    return _resource(arn, KMS_KEY, region, metadata=metadata)


def alias(name: str, target: str = "k-1", *, region: str = HOME) -> Resource:
    """An alias, as `alias/trail`, of a key of the account."""
    arn = f"arn:aws:kms:{region}:{OWNER}:{name}"
    fact = {"AliasName": name, "AliasArn": arn, "TargetKeyId": target} if target else {}
    return _resource(arn, KMS_ALIAS, region, alias=fact)


def account_block(block: Facts | Denied) -> Resource:
    """The account's own settings of S3 Block Public Access."""
    arn = f"arn:aws:s3::{OWNER}:account-public-access-block"
    return _resource(arn, ACCOUNT_PUBLIC_ACCESS, GLOBAL, block=block)


def account() -> Resource:
    """The account itself, for controls that judge it as a whole."""
    return _resource(f"arn:aws:iam::{OWNER}:root", ACCOUNT, GLOBAL)


def verdict(
    judge: Judge,
    resource: Resource,
    *,
    estate: Iterable[Resource] = (),
    unread_regions: Sequence[str] = (),
    **params: Any,
) -> Outcome:
    """The outcome of a control, with what was not collected turned into `not_determined`.

    The estate is the given resources and the judged one, in Regions that were read wholly;
    `unread_regions` are Regions whose trails could not be listed.
    """
    registered = next(one for one in CONTROLS.values() if one.judge is judge)
    context = Context(
        estate=Estate(account(), _populations([*estate, resource], unread_regions)),
        now=NOW,
        params={**registered.params, **params},
    )
    try:
        return judge(resource, context)
    except NotCollected as missing:
        return not_determined(str(missing))


def _populations(
    resources: Sequence[Resource], unread_regions: Sequence[str]
) -> Iterable[Population]:
    for resource_type in sorted({TRAIL, *(one.type for one in resources)}):
        members = [one for one in resources if one.type == resource_type]
        yield _population(resource_type, HOME, members)
    for region in unread_regions:
        yield _population(TRAIL, region, [], error="AccessDeniedException: not authorized")


def _population(
    resource_type: str, region: str, resources: Sequence[Resource], error: str = ""
) -> Population:
    return Population(
        arn=f"arn:aws:any:{region}:{OWNER}:*",
        type=resource_type,
        account_id=OWNER,
        region=region,
        operation="cloudtrail:DescribeTrails",
        resources=resources,
        error=error,
    )


def _resource(arn: str, kind: str, region: str, **facts: Facts | Denied) -> Resource:
    answers = {name: _answer(name, fact) for name, fact in facts.items()}
    return Resource(arn, kind, arn.rpartition(":")[2], OWNER, region, answers)


def _answer(name: str, fact: Facts | Denied) -> Answer:
    if isinstance(fact, Denied):
        return Answer(
            fact.operation,
            error_code="AccessDeniedException",
            error_message="User is not authorized.",
        )
    return Answer(f"test:{name}", parsed=fact)
