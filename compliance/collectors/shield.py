"""AWS Shield Advanced: the subscription, whom its response team reaches, and protections."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from compliance.aws.answers import Answer, Answers, Listing
from compliance.collectors.collector import Collector, Scope, register
from compliance.collectors.resource import Population, Resource, known

if TYPE_CHECKING:
    from compliance.aws.reader import Reader

PROTECTION = "AWS::Shield::Protection"
# Whether the account has subscribed: one resource, also where it has not.
SUBSCRIPTION = "AWS::Shield::Subscription"

STATE = "shield:GetSubscriptionState"
PROTECTIONS = ("shield:ListProtections", "Protections")
# Fact and call; each says ResourceNotFoundException where there is no subscription.
OF_SUBSCRIPTION = (
    ("subscription", "shield:DescribeSubscription"),
    ("response_team", "shield:DescribeDRTAccess"),
    ("contacts", "shield:DescribeEmergencyContactSettings"),
)
NOT_SUBSCRIBED = "ResourceNotFoundException"
# Partitions in which Shield Advanced can be subscribed to (AWS General Reference, "AWS Shield
# Advanced endpoints and quotas"): its one endpoint is in us-east-1.
PARTITION = "aws"


def collect(reader: "Reader") -> None:
    """Ask whether the account has subscribed; only a subscriber has anything else to be read."""
    if reader.partition != PARTITION:
        return
    state = reader.call(STATE)
    if (state.parsed or {}).get("SubscriptionState") != "ACTIVE":
        return
    for _, operation in OF_SUBSCRIPTION:
        reader.call(operation)
    # Shield API, ListProtections: 20 a page unless more are asked for, up to 10,000.
    reader.pages(*PROTECTIONS, MaxResults=10_000)


def describe(answers: Answers) -> Iterator[Population]:
    """The subscription with what belongs to it; the protections."""
    state = answers.one(STATE)
    absent = ""
    if answers.partition != PARTITION:
        absent = f"AWS Shield Advanced is not offered in the partition {answers.partition}."
    prefix = f"arn:{answers.partition}:shield::{answers.account_id}"
    yield Population(
        arn=f"{prefix}:subscription",
        type=SUBSCRIPTION,
        account_id=answers.account_id,
        region=answers.region,
        operation=STATE,
        resources=[] if absent else [_subscription(answers, f"{prefix}:subscription", state)],
        absent=absent,
    )
    protections = _protections(answers, state)
    yield Population(
        arn=f"{prefix}:protection/*",
        type=PROTECTION,
        account_id=answers.account_id,
        region=answers.region,
        operation=protections.operation,
        resources=[
            Resource(
                arn=one["ProtectionArn"],
                type=PROTECTION,
                name=one["Name"],
                account_id=answers.account_id,
                region=answers.region,
                facts={"protection": known(PROTECTIONS[0], one)},
            )
            for one in protections.items
        ],
        error="" if absent else protections.error,
        count_statement=_count_statement(protections),
        absent=absent,
    )


def _protections(answers: Answers, state: Answer) -> Listing:
    """The listing; of an account that has not subscribed an empty one, which its state proves."""
    if state.parsed is None:
        return Listing(STATE, (), 0, state.error)
    if state.parsed.get("SubscriptionState") == "INACTIVE":
        return Listing(STATE, (), 1)
    return answers.listing(*PROTECTIONS)


def _count_statement(protections: Listing) -> str:
    if protections.operation == STATE:
        return f"{STATE} returned INACTIVE, and only subscribers have protections"
    return protections.count_statement("protections")


def _subscription(answers: Answers, arn: str, state: Answer) -> Resource:
    facts = {"state": state}
    for fact, operation in OF_SUBSCRIPTION:
        facts[fact] = answers.one(operation).or_absent(NOT_SUBSCRIBED)
    return Resource(
        arn=arn,
        type=SUBSCRIPTION,
        name="subscription",
        account_id=answers.account_id,
        region=answers.region,
        facts=facts,
    )


register(
    Collector(
        name="shield",
        scope=Scope.GLOBAL,
        version=1,
        actions=(
            "shield:DescribeDRTAccess",
            "shield:DescribeEmergencyContactSettings",
            "shield:DescribeSubscription",
            "shield:GetSubscriptionState",
            "shield:ListProtections",
        ),
        resource_types=(SUBSCRIPTION, PROTECTION),
        collect=collect,
        describe=describe,
    )
)
