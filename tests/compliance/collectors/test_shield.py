"""collectors.shield: one call where there is no subscription, five where there is."""

import pytest

from compliance.aws.answers import Answers, NotCollected
from compliance.collectors.collector import COLLECTORS
from compliance.collectors.shield import PROTECTION, SUBSCRIPTION
from tests.compliance.collectors.gathering import declare, gather, has_member, refuse
from tests.demo.serving import OWN_ACCOUNT, Server

ARN = f"arn:aws:shield::{OWN_ACCOUNT}:subscription"
RESOURCE = f"arn:aws:cloudfront::{OWN_ACCOUNT}:distribution/E2QW"
ROLE = f"arn:aws:iam::{OWN_ACCOUNT}:role/AWSSRTAccess"
OF_SUBSCRIBERS = {
    "shield:DescribeSubscription": "subscription",
    "shield:DescribeDRTAccess": "response_team",
    "shield:DescribeEmergencyContactSettings": "contacts",
}


def protection(number: int) -> dict[str, object]:
    """The entry of a protection."""
    arn = f"arn:aws:shield::{OWN_ACCOUNT}:protection/{number}"
    return {"Name": f"p-{number}", "ProtectionArn": arn, "ResourceArn": RESOURCE}


@pytest.fixture
def subscribed(aws: Server) -> Server:
    """A server that answers as for a subscriber."""
    declare(aws, "shield:GetSubscriptionState", {"SubscriptionState": "ACTIVE"})
    declare(aws, "shield:DescribeSubscription", {"Subscription": {"AutoRenew": "ENABLED"}})
    declare(aws, "shield:DescribeDRTAccess", {"RoleArn": ROLE})
    contact = {"EmailAddress": "soc@example.com"}
    declare(aws, "shield:DescribeEmergencyContactSettings", {"EmergencyContactList": [contact]})
    declare(aws, "shield:ListProtections", {"Protections": [protection(1), protection(2)]})
    return aws


def test_subscriber_has_subscription_and_protections(
    subscribed: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = gather("shield", subscribed, monkeypatch)
    subscription = found.resource(ARN)
    assert subscription["subscription"]["Subscription"]["AutoRenew"] == "ENABLED"
    assert subscription["response_team"]["RoleArn"] == ROLE
    assert len(subscription["contacts"]["EmergencyContactList"]) == 1
    protections = found.population(PROTECTION).resources
    assert [one["protection"]["ResourceArn"] for one in protections] == [RESOURCE] * 2
    assert sorted(found.calls) == sorted(
        [*OF_SUBSCRIBERS, "shield:GetSubscriptionState", "shield:ListProtections"]
    )
    assert {one["region"] for one in subscribed.calls() if one["service"] == "shield"} == {
        "us-east-1"
    }


def test_account_without_a_subscription_costs_one_call(
    aws: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    declare(aws, "shield:GetSubscriptionState", {"SubscriptionState": "INACTIVE"})
    found = gather("shield", aws, monkeypatch)
    assert found.calls == ["shield:GetSubscriptionState"]
    assert found.resource(ARN)["state"] == {"SubscriptionState": "INACTIVE"}
    protections = found.population(PROTECTION)
    assert (protections.error, protections.resources) == ("", [])
    assert "INACTIVE" in protections.count_statement


@pytest.mark.parametrize(("operation", "fact"), OF_SUBSCRIBERS.items())
def test_denied_fact_is_told_apart_from_one_that_is_not_there(
    subscribed: Server, monkeypatch: pytest.MonkeyPatch, operation: str, fact: str
) -> None:
    refuse(subscribed, operation, "ResourceNotFoundException")
    assert gather("shield", subscribed, monkeypatch).resource(ARN)[fact] == {}
    refuse(subscribed, operation)
    denied = gather("shield", subscribed, monkeypatch).resource(ARN)
    with pytest.raises(NotCollected, match="AccessDeniedException"):
        _ = denied[fact]


def test_denied_state_leaves_everything_unknown(
    subscribed: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(subscribed, "shield:GetSubscriptionState")
    found = gather("shield", subscribed, monkeypatch)
    with pytest.raises(NotCollected, match="AccessDeniedException"):
        _ = found.resource(ARN)["state"]
    assert "AccessDenied" in found.population(PROTECTION).error


def test_denied_list_of_protections_is_an_error(
    subscribed: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(subscribed, "shield:ListProtections")
    population = gather("shield", subscribed, monkeypatch).population(PROTECTION)
    assert "AccessDenied" in population.error


def test_other_partitions_have_no_shield_advanced() -> None:
    place = Answers([], account_id=OWN_ACCOUNT, region="global", partition="aws-us-gov")
    populations = list(COLLECTORS["shield"].describe(place))
    assert {one.type for one in populations} == {SUBSCRIPTION, PROTECTION}
    for one in populations:
        assert "not offered in the partition aws-us-gov" in one.absent
        assert (one.resources, one.error) == ([], "")


@pytest.mark.parametrize(
    ("operation", "path"),
    [
        ("shield:GetSubscriptionState", "SubscriptionState"),
        ("shield:DescribeSubscription", "Subscription.AutoRenew"),
        ("shield:DescribeSubscription", "Subscription.EndTime"),
        ("shield:DescribeSubscription", "Subscription.ProactiveEngagementStatus"),
        ("shield:DescribeDRTAccess", "RoleArn"),
        ("shield:DescribeEmergencyContactSettings", "EmergencyContactList"),
        ("shield:ListProtections", "Protections.ProtectionArn"),
        ("shield:ListProtections", "Protections.Name"),
        ("shield:ListProtections", "Protections.ResourceArn"),
        ("shield:ListProtections", "Protections.HealthCheckIds"),
        (
            "shield:ListProtections",
            "Protections.ApplicationLayerAutomaticResponseConfiguration.Status",
        ),
    ],
)
def test_what_is_read_is_in_the_api(operation: str, path: str) -> None:
    assert has_member(operation, path)
