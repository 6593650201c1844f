"""collectors.guardduty: a Region's detector and the account's own open high findings."""

from typing import Any

import pytest

from compliance.aws.answers import NotCollected
from compliance.collectors.guardduty import DETECTOR, GUARDDUTY
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


def fill(server: Server, *findings: str) -> None:
    """One detector that has found these."""
    declare(server, "guardduty:ListDetectors", {"DetectorIds": [ID]})
    detector = {"Status": "ENABLED", "ServiceRole": "role", "Features": []}
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


@pytest.mark.parametrize(
    ("operation", "path"),
    [
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
