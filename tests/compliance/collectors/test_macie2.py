"""collectors.macie2: one call where Macie is off; off is told apart from a missing permission."""

from typing import Any

import pytest

from compliance.aws.answers import Answers, NotCollected
from compliance.collectors.collector import COLLECTORS
from compliance.collectors.macie2 import BUCKET, POLICY, SENSITIVE_DATA, SESSION
from tests.compliance.collectors.gathering import (
    REGION,
    declare,
    gather,
    has_member,
    refuse,
)
from tests.demo.serving import OWN_ACCOUNT, Server

PREFIX = f"arn:aws:macie2:{REGION}:{OWN_ACCOUNT}"
ARN = f"{PREFIX}:session"
GET_SESSION = "macie2:GetMacieSession"
LIST = "macie2:ListFindings"
GET = "macie2:GetFindings"
DISCOVERY = "macie2:GetAutomatedDiscoveryConfiguration"
FACTS = {
    "macie2:GetAdministratorAccount": "administrator",
    DISCOVERY: "discovery",
    "macie2:GetClassificationExportConfiguration": "export",
    "macie2:GetFindingsPublicationConfiguration": "publication",
}
LISTED = (BUCKET, SENSITIVE_DATA, POLICY)
DENIAL = (
    f"User: arn:aws:sts::{OWN_ACCOUNT}:assumed-role/Reader/session is not authorized to perform: "
    "macie2:GetMacieSession because no identity-based policy allows it"
)


def criteria(category: str, *severities: str) -> dict[str, Any]:
    """By which AWS narrows a list of findings."""
    return {
        "criterion": {
            "accountId": {"eq": [OWN_ACCOUNT]},
            "archived": {"eq": ["false"]},
            "category": {"eq": [category]},
            "severity.description": {"eq": list(severities)},
        }
    }


SENSITIVE = criteria("CLASSIFICATION", "High")
POLICIES = criteria("POLICY", "High", "Medium")


@pytest.fixture
def on(aws: Server) -> Server:
    """A server on which somebody enabled Macie."""
    aws.client("macie2", REGION).enable_macie()
    return aws


def say(aws: Server, message: str, status: int = 403, code: str = "AccessDeniedException") -> None:
    """Have GetMacieSession refuse in these words."""
    error = {"code": code, "message": message, "status": status}
    assert not aws.post("answers", [{"operation": GET_SESSION, "error": error}])


def test_untouched_region_costs_one_call(aws: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    found = gather("macie2", aws, monkeypatch)
    assert found.calls == [GET_SESSION]
    session = found.resource(ARN)
    assert session.facts["session"].absent
    for kind in LISTED:
        population = found.population(kind)
        assert f"not enabled in {REGION}" in population.unknown
        assert (population.error, population.absent) == ("", "")
    assert not [one for one in session.facts.values() if one.error_code and not one.absent]


@pytest.mark.parametrize("status", [401, 403])
@pytest.mark.parametrize("message", ["Macie is not enabled", "Macie is not enabled."])
def test_macie_is_off_in_its_own_words(
    aws: Server, monkeypatch: pytest.MonkeyPatch, message: str, status: int
) -> None:
    say(aws, message, status)
    assert gather("macie2", aws, monkeypatch).resource(ARN).facts["session"].absent


@pytest.mark.parametrize(
    "message",
    [
        DENIAL,
        f"{DENIAL}. Macie is not enabled",
        "Macie is not enabled for this user",
        "macie is not enabled",
        "",
    ],
)
def test_any_other_words_are_a_denial(
    aws: Server, monkeypatch: pytest.MonkeyPatch, message: str
) -> None:
    say(aws, message)
    found = gather("macie2", aws, monkeypatch)
    with pytest.raises(NotCollected, match="AccessDeniedException"):
        _ = found.resource(ARN)["session"]
    for kind in LISTED:
        population = found.population(kind)
        assert "AccessDenied" in population.error
        assert (population.unknown, population.operation) == ("", GET_SESSION)


def test_the_words_under_another_code_do_not_mean_that_it_is_off(
    aws: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(aws, "Macie is not enabled", 404, "ResourceNotFoundException")
    with pytest.raises(NotCollected, match="ResourceNotFound"):
        _ = gather("macie2", aws, monkeypatch).resource(ARN)["session"]


def test_paused_session_is_not_asked_for_more(
    aws: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    declare(aws, GET_SESSION, {"status": "PAUSED"})
    found = gather("macie2", aws, monkeypatch)
    assert found.calls == [GET_SESSION]
    assert found.resource(ARN)["session"]["status"] == "PAUSED"
    for kind in LISTED:
        assert "Macie is PAUSED" in found.population(kind).unknown


def test_enabled_session_has_its_settings(on: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    found = gather("macie2", on, monkeypatch)
    session = found.resource(ARN)
    assert session["session"]["status"] == "ENABLED"
    assert session["discovery"]["status"] == "DISABLED"
    assert session["export"] == {"configuration": {}}
    assert session["publication"]["securityHubConfiguration"]["publishPolicyFindings"]
    assert sorted(found.calls) == sorted(
        [GET_SESSION, *FACTS, "macie2:DescribeBuckets", LIST, LIST]
    )
    for kind in LISTED:
        population = found.population(kind)
        assert (population.error, population.unknown, population.absent) == ("", "", "")
        assert "returned 0" in population.count_statement


def test_member_is_not_asked_what_its_administrator_decides(
    on: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    administrator = {"accountId": "111122223333", "relationshipStatus": "Enabled"}
    declare(on, "macie2:GetAdministratorAccount", {"administrator": administrator})
    found = gather("macie2", on, monkeypatch)
    assert DISCOVERY not in found.calls
    assert found.resource(ARN)["administrator"]["administrator"] == administrator


def test_buckets_are_those_of_the_account(on: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    buckets = [
        {"bucketArn": f"arn:aws:s3:::b-{number}", "bucketName": f"b-{number}"}
        for number in range(51)
    ]
    own = {"accountId": {"eq": [OWN_ACCOUNT]}}
    declare(on, "macie2:DescribeBuckets", {"buckets": buckets}, criteria=own)
    found = gather("macie2", on, monkeypatch)
    assert len(found.population(BUCKET).resources) == 51
    assert found.calls.count("macie2:DescribeBuckets") == 2


def test_findings_are_described_fifty_at_a_time(
    on: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = [f"{number:04}" for number in range(60)]
    declare(on, LIST, {"findingIds": ids}, findingCriteria=SENSITIVE)
    declare(on, LIST, {"findingIds": ["p"]}, findingCriteria=POLICIES)
    for batch in (ids[:50], ids[50:], ["p"]):
        declare(on, GET, {"findings": [{"id": one} for one in batch]}, findingIds=batch)
    found = gather("macie2", on, monkeypatch)
    assert found.calls.count(LIST) == 2 + 1
    assert found.calls.count(GET) == 3
    sensitive = found.population(SENSITIVE_DATA).resources
    assert [one["finding"]["id"] for one in sensitive] == ids
    (policy,) = found.population(POLICY).resources
    assert policy.arn == f"{PREFIX}:finding/p"


def test_finding_that_is_not_described_is_not_determined(
    on: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    declare(on, LIST, {"findingIds": ["a", "b"]}, findingCriteria=SENSITIVE)
    declare(on, GET, {"findings": [{"id": "b"}]})
    gone, there = gather("macie2", on, monkeypatch).population(SENSITIVE_DATA).resources
    assert there["finding"] == {"id": "b"}
    with pytest.raises(NotCollected, match="listed and not described"):
        _ = gone["finding"]
    refuse(on, GET, status=403)
    for one in gather("macie2", on, monkeypatch).population(SENSITIVE_DATA).resources:
        with pytest.raises(NotCollected, match="AccessDenied"):
            _ = one["finding"]


def test_one_list_may_be_denied_where_the_other_is_not(
    on: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(on, LIST, status=403, findingCriteria=POLICIES)
    found = gather("macie2", on, monkeypatch)
    assert "AccessDenied" in found.population(POLICY).error
    assert found.population(SENSITIVE_DATA).error == ""


def test_denied_buckets_are_an_error(on: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    refuse(on, "macie2:DescribeBuckets", status=403)
    assert "AccessDenied" in gather("macie2", on, monkeypatch).population(BUCKET).error


@pytest.mark.parametrize(("operation", "fact"), FACTS.items())
def test_denied_fact_is_not_determined(
    on: Server, monkeypatch: pytest.MonkeyPatch, operation: str, fact: str
) -> None:
    refuse(on, operation, status=403)
    session = gather("macie2", on, monkeypatch).resource(ARN)
    with pytest.raises(NotCollected, match="AccessDenied"):
        _ = session[fact]


@pytest.mark.parametrize("region", ["eu-central-2", "ca-west-1"])
def test_region_without_macie_is_not_asked(
    aws: Server, monkeypatch: pytest.MonkeyPatch, region: str
) -> None:
    collector = COLLECTORS["macie2"]
    populations = list(collector.describe(Answers([], account_id=OWN_ACCOUNT, region=region)))
    assert {one.type for one in populations} == {SESSION, *LISTED}
    for one in populations:
        assert one.absent == f"Amazon Macie is not offered in {region}."
        assert (list(one.resources), one.error, one.unknown) == ([], "", "")


def test_other_partitions_have_no_macie() -> None:
    place = Answers([], account_id=OWN_ACCOUNT, region="us-gov-west-1", partition="aws-us-gov")
    assert all(one.absent for one in COLLECTORS["macie2"].describe(place))


@pytest.mark.parametrize(
    ("operation", "path"),
    [
        (GET_SESSION, "findingPublishingFrequency"),
        (GET_SESSION, "status"),
        ("macie2:DescribeBuckets", "buckets.automatedDiscoveryMonitoringStatus"),
        ("macie2:DescribeBuckets", "buckets.bucketArn"),
        ("macie2:DescribeBuckets", "buckets.errorCode"),
        ("macie2:DescribeBuckets", "buckets.jobDetails.lastJobRunTime"),
        ("macie2:DescribeBuckets", "buckets.unclassifiableObjectCount.total"),
        ("macie2:GetAdministratorAccount", "administrator.accountId"),
        ("macie2:GetAdministratorAccount", "administrator.relationshipStatus"),
        (DISCOVERY, "status"),
        (
            "macie2:GetClassificationExportConfiguration",
            "configuration.s3Destination.bucketName",
        ),
        (
            "macie2:GetClassificationExportConfiguration",
            "configuration.s3Destination.kmsKeyArn",
        ),
        (GET, "findings.archived"),
        (GET, "findings.createdAt"),
        (GET, "findings.resourcesAffected.s3Bucket.name"),
        (GET, "findings.resourcesAffected.s3Object.key"),
        (
            "macie2:GetFindingsPublicationConfiguration",
            "securityHubConfiguration.publishClassificationFindings",
        ),
        (LIST, "findingIds"),
    ],
)
def test_what_is_read_is_in_the_api(operation: str, path: str) -> None:
    assert has_member(operation, path)
