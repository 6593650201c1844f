"""AWS Security Hub CSPM: whether it is on, its standards, and the oldest critical findings."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from compliance.aws.answers import Answer, Answers
from compliance.collectors.collector import Collector, Scope, register
from compliance.collectors.resource import Population, Resource, listed

if TYPE_CHECKING:
    from compliance.aws.reader import Reader

# One a region, also where it is not on.
HUB = "AWS::SecurityHub::Hub"

DESCRIBE = "securityhub:DescribeHub"
# The newer Security Hub, which is subscribed to apart.
DESCRIBE_V2 = "securityhub:DescribeSecurityHubV2"
NO_HUB_V2 = "ResourceNotFoundException"
STANDARDS = ("securityhub:GetEnabledStandards", "StandardsSubscriptions")
FINDINGS = "securityhub:GetFindings"
# The same code says that a caller may not; only the message tells the two apart.
REFUSED, NOT_SUBSCRIBED = "InvalidAccessException", "is not subscribed to"


def collect(reader: "Reader") -> None:
    """Ask whether it is on; where it is, for standards and the oldest open critical findings.

    One page of findings is enough: sorted by date, the first shows how old the oldest is.
    """
    hub = reader.call(DESCRIBE)
    if _is_off(hub):
        reader.call(DESCRIBE_V2)
    elif hub.parsed is not None:
        reader.pages(*STANDARDS, MaxResults=100)
        reader.call(FINDINGS, **_oldest_critical(reader))


def _is_off(hub: Answer) -> bool:
    return hub.error_code == REFUSED and NOT_SUBSCRIBED in hub.error_message


def _oldest_critical(place: "Reader | Answers") -> Mapping[str, Any]:
    """Open critical findings about this account and region, though it may see those of others.

    An administrator account sees its members' findings, an aggregation region those of the
    linked ones (Security Hub User Guide, "Cross-Region aggregation").
    """
    equal = {
        "AwsAccountId": [place.account_id],
        "Region": [place.region],
        "RecordState": ["ACTIVE"],
        "SeverityLabel": ["CRITICAL"],
        "WorkflowStatus": ["NEW", "NOTIFIED"],
    }
    return {
        "Filters": {
            name: [{"Value": value, "Comparison": "EQUALS"} for value in values]
            for name, values in equal.items()
        },
        "SortCriteria": [{"Field": "CreatedAt", "SortOrder": "asc"}],
        "MaxResults": 100,
    }


def describe(answers: Answers) -> Iterator[Population]:
    """The region's hub; one that is off has nothing but that."""
    arn = f"arn:{answers.partition}:securityhub:{answers.region}:{answers.account_id}:hub/default"
    hub = answers.one(DESCRIBE)
    facts = {"hub": hub}
    if _is_off(hub):
        facts["hub"] = hub.or_absent(REFUSED)
        facts["hub_v2"] = answers.one(DESCRIBE_V2).or_absent(NO_HUB_V2)
    elif hub.parsed is not None:
        facts["standards"] = listed(answers.listing(*STANDARDS), STANDARDS[1])
        facts["findings"] = answers.one(FINDINGS, **_oldest_critical(answers))
    yield Population(
        arn=arn,
        type=HUB,
        account_id=answers.account_id,
        region=answers.region,
        operation=DESCRIBE,
        resources=[Resource(arn, HUB, "default", answers.account_id, answers.region, facts)],
    )


register(
    Collector(
        name="securityhub",
        scope=Scope.REGIONAL,
        version=1,
        actions=(
            "securityhub:DescribeHub",
            "securityhub:DescribeSecurityHubV2",
            "securityhub:GetEnabledStandards",
            "securityhub:GetFindings",
        ),
        resource_types=(HUB,),
        collect=collect,
        describe=describe,
    )
)
