"""collectors.guardduty: a Region's detector and the account's own open high findings."""

from typing import Any

import pytest

from compliance.aws.answers import NotCollected
from compliance.collectors.guardduty import DETECTOR, GUARDDUTY, WATCHED
from compliance.collectors.workloads import ALL
from tests.compliance.collectors.gathering import REGION, declare, gather, has_member, refuse
from tests.demo.serving import OWN_ACCOUNT, Server

ID = "d4b040365221be2b54a6264dc9a4bc64"
PREFIX = f"arn:aws:guardduty:{REGION}:{OWN_ACCOUNT}"
ACCOUNT, ARN = f"{PREFIX}:account", f"{PREFIX}:detector/{ID}"
# What a finding must be to be listed; another question would have another answer.
CRITERIA = {
    "Criterion": {
        "accountId": {"Equals": [OWN_ACCOUNT]},
        "service.archived": {"Equals": ["false"]},
        "severity": {"GreaterThanOrEqual": 7},
    }
}


ALL_ON = [{"Name": name, "Status": "ENABLED"} for name in WATCHED]
NOTHING: dict[str, dict[str, Any]] = {
    "ec2:DescribeInstances": {"Reservations": []},
    "ecs:ListClusters": {"clusterArns": []},
    "eks:ListClusters": {"clusters": []},
    "lambda:GetAccountSettings": {"AccountUsage": {"FunctionCount": 0}},
    "rds:DescribeDBInstances": {"DBInstances": []},
}


def fill(server: Server, *findings: str) -> None:
    """One detector that has found these."""
    declare(server, "guardduty:ListDetectors", {"DetectorIds": [ID]})
    detector = {"Status": "ENABLED", "ServiceRole": "role", "Features": ALL_ON}
    declare(server, "guardduty:GetDetector", detector, DetectorId=ID)
    listed = {"FindingIds": list(findings)}
    declare(server, "guardduty:ListFindings", listed, DetectorId=ID, FindingCriteria=CRITERIA)
    for start in range(0, len(findings), 50):
        batch = list(findings[start : start + 50])
        got: dict[str, Any] = {"Findings": [{"Id": one, "Severity": 8.0} for one in batch]}
        declare(server, "guardduty:GetFindings", got, DetectorId=ID, FindingIds=batch)


def test_detector_and_findings(aws: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(aws, "a", "b")
    found = gather("guardduty", aws, monkeypatch)
    assert found.resource(ACCOUNT)["detectors"] == {"DetectorIds": [ID]}
    detector = found.resource(ARN)
    assert detector["detector"]["Status"] == "ENABLED"
    assert [one["Id"] for one in detector["findings"]["Findings"]] == ["a", "b"]
    assert sorted(found.calls) == [
        "guardduty:GetDetector",
        "guardduty:GetFindings",
        "guardduty:ListDetectors",
        "guardduty:ListFindings",
    ]


def test_findings_are_listed_and_got_fifty_at_once(
    aws: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(aws, *(f"finding-{number}" for number in range(120)))
    found = gather("guardduty", aws, monkeypatch)
    assert len(found.resource(ARN)["findings"]["Findings"]) == 120
    assert found.calls.count("guardduty:ListFindings") == 3
    assert found.calls.count("guardduty:GetFindings") == 3


def test_region_without_a_detector_costs_one_call(
    aws: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = gather("guardduty", aws, monkeypatch)
    assert found.calls == ["guardduty:ListDetectors"]
    assert found.resource(ACCOUNT)["detectors"] == {"DetectorIds": []}
    population = found.population(DETECTOR)
    assert (population.resources, population.error) == ([], "")
    assert "returned 0 detectors" in population.count_statement


def test_nothing_found_costs_no_further_call(aws: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(aws)
    found = gather("guardduty", aws, monkeypatch)
    assert found.resource(ARN)["findings"] == {"Findings": []}
    assert "guardduty:GetFindings" not in found.calls


def test_denied_list_is_no_empty_list(aws: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    refuse(aws, "guardduty:ListDetectors", status=403)
    found = gather("guardduty", aws, monkeypatch)
    with pytest.raises(NotCollected, match="AccessDenied"):
        _ = found.resource(ACCOUNT)["detectors"]
    assert "AccessDenied" in found.population(DETECTOR).error
    assert found.population(GUARDDUTY).error == ""


@pytest.mark.parametrize(
    ("operation", "fact"),
    [
        ("guardduty:GetDetector", "detector"),
        ("guardduty:ListFindings", "findings"),
        ("guardduty:GetFindings", "findings"),
    ],
)
def test_denied_fact_is_not_collected(
    aws: Server, monkeypatch: pytest.MonkeyPatch, operation: str, fact: str
) -> None:
    fill(aws, "a")
    narrow: dict[str, dict[str, Any]] = {
        "guardduty:ListFindings": {"FindingCriteria": CRITERIA},
        "guardduty:GetFindings": {"FindingIds": ["a"]},
    }
    refuse(aws, operation, status=403, DetectorId=ID, **narrow.get(operation, {}))
    detector = gather("guardduty", aws, monkeypatch).resource(ARN)
    with pytest.raises(NotCollected, match="AccessDenied"):
        _ = detector[fact]


def test_a_finding_that_was_listed_and_not_got_is_a_gap(
    aws: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(aws, "a", "b")
    one = {"Findings": [{"Id": "a", "Severity": 8.0}]}
    declare(aws, "guardduty:GetFindings", one, DetectorId=ID, FindingIds=["a", "b"])
    detector = gather("guardduty", aws, monkeypatch).resource(ARN)
    with pytest.raises(NotCollected, match="1 findings came of 2"):
        _ = detector["findings"]


def declare_plans(server: Server, on: dict[str, str], **answers: dict[str, Any]) -> None:
    """The detector with these plans, in a Region that has nothing but what is given."""
    fill(server)
    features = [{"Name": name, "Status": status} for name, status in on.items()]
    made = {"Status": "ENABLED", "ServiceRole": "role", "Features": features}
    declare(server, "guardduty:GetDetector", made, DetectorId=ID)
    for operation, members in {**NOTHING, **answers}.items():
        declare(server, operation, members)


def test_what_plans_watch_is_asked_for_only_where_one_is_off(
    aws: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    plans = {**dict.fromkeys(WATCHED, "ENABLED"), "LAMBDA_NETWORK_LOGS": "DISABLED"}
    functions = {"AccountUsage": {"FunctionCount": 3}}
    declare_plans(aws, plans, **{"lambda:GetAccountSettings": functions})
    found = gather("guardduty", aws, monkeypatch)
    assert found.resource(ARN)["lambda:GetAccountSettings"] == {"Found": True}
    others = {one for one in found.calls if not one.startswith("guardduty:")}
    assert others == {"lambda:GetAccountSettings"}


def test_older_runtime_plan_stands_for_the_newer(
    aws: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    plans = {**dict.fromkeys(WATCHED, "ENABLED"), "EKS_RUNTIME_MONITORING": "ENABLED"}
    declare_plans(aws, {**plans, "RUNTIME_MONITORING": "DISABLED"})
    assert not [
        one for one in gather("guardduty", aws, monkeypatch).calls if "guardduty:" not in one
    ]


def test_region_with_nothing_to_watch(aws: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    declare_plans(aws, {"S3_DATA_EVENTS": "DISABLED"})
    found = gather("guardduty", aws, monkeypatch)
    for operation in [*NOTHING, "s3:ListBuckets"]:
        assert found.resource(ARN)[operation] == {"Found": False}
        assert found.calls.count(operation) == 1


def test_bucket_of_the_region_is_found(aws: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    place = {"LocationConstraint": REGION}
    aws.client("s3").create_bucket(Bucket="watched", CreateBucketConfiguration=place)
    declare_plans(aws, {})
    found = gather("guardduty", aws, monkeypatch)
    aws.client("s3").delete_bucket(Bucket="watched")
    assert found.resource(ARN)["s3:ListBuckets"] == {"Found": True}


def test_empty_page_that_is_not_the_last_proves_nothing(
    aws: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    declare_plans(aws, {}, **{"ec2:DescribeInstances": {"Reservations": [], "NextToken": "more"}})
    detector = gather("guardduty", aws, monkeypatch).resource(ARN)
    with pytest.raises(NotCollected, match="pages are missing"):
        _ = detector["ec2:DescribeInstances"]


def test_count_that_is_missing_proves_nothing(
    aws: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    declare_plans(aws, {}, **{"lambda:GetAccountSettings": {"AccountLimit": {}}})
    detector = gather("guardduty", aws, monkeypatch).resource(ARN)
    with pytest.raises(NotCollected, match="lacks FunctionCount"):
        _ = detector["lambda:GetAccountSettings"]


def test_denied_workloads_are_not_none(aws: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    declare_plans(aws, {})
    refuse(aws, "eks:ListClusters", status=403)
    detector = gather("guardduty", aws, monkeypatch).resource(ARN)
    with pytest.raises(NotCollected, match="AccessDenied"):
        _ = detector["eks:ListClusters"]


@pytest.mark.parametrize(
    ("operation", "path"),
    [
        *((one.operation, one.member) for one in ALL if not one.is_count),
        ("lambda:GetAccountSettings", "AccountUsage.FunctionCount"),
        ("guardduty:GetDetector", "Status"),
        ("guardduty:GetDetector", "Features.Name"),
        ("guardduty:GetDetector", "Features.Status"),
        ("guardduty:GetDetector", "DataSources.S3Logs.Status"),
        ("guardduty:GetDetector", "DataSources.Kubernetes.AuditLogs.Status"),
        (
            "guardduty:GetDetector",
            "DataSources.MalwareProtection.ScanEc2InstanceWithFindings.EbsVolumes.Status",
        ),
        *(
            ("guardduty:GetFindings", f"Findings.{member}")
            for member in ("Id", "AccountId", "CreatedAt", "Severity", "Type", "Service.Archived")
        ),
    ],
)
def test_what_is_read_is_in_the_api(operation: str, path: str) -> None:
    assert has_member(operation, path)
