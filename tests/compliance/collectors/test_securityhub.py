"""collectors.securityhub: three calls where it is on, two where it is off, one where denied."""

from typing import Any

import pytest

from compliance.aws.answers import NotCollected
from tests.compliance.collectors.gathering import REGION, declare, gather, has_member, refuse
from tests.demo.serving import OWN_ACCOUNT, Server

ARN = f"arn:aws:securityhub:{REGION}:{OWN_ACCOUNT}:hub/default"
DESCRIBE = "securityhub:DescribeHub"
DESCRIBE_V2 = "securityhub:DescribeSecurityHubV2"
STANDARDS = "securityhub:GetEnabledStandards"
FINDINGS = "securityhub:GetFindings"
NEWER = {"HubV2Arn": f"arn:aws:securityhub:{REGION}:{OWN_ACCOUNT}:hubv2/default"}


def standard(number: int) -> dict[str, Any]:
    """The subscription to a standard."""
    return {
        "StandardsArn": f"arn:aws:securityhub:{REGION}::standards/s/v/{number}",
        "StandardsSubscriptionArn": f"arn:aws:securityhub:{REGION}:{OWN_ACCOUNT}:s/{number}",
        "StandardsInput": {},
        "StandardsStatus": "READY",
    }


@pytest.fixture
def subscribed(aws: Server) -> Server:
    """A server that answers as for an account with Security Hub CSPM."""
    declare(aws, DESCRIBE, {"HubArn": ARN})
    declare(aws, STANDARDS, {"StandardsSubscriptions": [standard(one) for one in range(120)]})
    declare(aws, FINDINGS, {"Findings": [finding(one) for one in range(150)]})
    return aws


def finding(number: int) -> dict[str, Any]:
    """A finding with what every one has."""
    return {
        "SchemaVersion": "2018-10-08",
        "Id": str(number),
        "ProductArn": f"arn:aws:securityhub:{REGION}::product/aws/securityhub",
        "GeneratorId": "generator",
        "AwsAccountId": OWN_ACCOUNT,
        "CreatedAt": "2026-01-01T00:00:00.000Z",
        "UpdatedAt": "2026-01-01T00:00:00.000Z",
        "Title": "Title",
        "Description": "Description",
    }


def test_hub_has_all_standards_and_the_first_page_of_findings(
    subscribed: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = gather("securityhub", subscribed, monkeypatch)
    hub = found.resource(ARN)
    assert hub["hub"]["HubArn"] == ARN
    assert len(hub["standards"]["StandardsSubscriptions"]) == 120
    assert len(hub["findings"]["Findings"]) == 100
    assert found.calls == [DESCRIBE, STANDARDS, STANDARDS, FINDINGS]


def test_findings_are_filtered_and_sorted_by_security_hub(
    subscribed: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(subscribed, FINDINGS)
    wanted = {
        "AwsAccountId": [{"Value": OWN_ACCOUNT, "Comparison": "EQUALS"}],
        "Region": [{"Value": REGION, "Comparison": "EQUALS"}],
        "RecordState": [{"Value": "ACTIVE", "Comparison": "EQUALS"}],
        "SeverityLabel": [{"Value": "CRITICAL", "Comparison": "EQUALS"}],
        "WorkflowStatus": [
            {"Value": "NEW", "Comparison": "EQUALS"},
            {"Value": "NOTIFIED", "Comparison": "EQUALS"},
        ],
    }
    order = [{"Field": "CreatedAt", "SortOrder": "asc"}]
    declare(subscribed, FINDINGS, {"Findings": []}, Filters=wanted, SortCriteria=order)
    hub = gather("securityhub", subscribed, monkeypatch).resource(ARN)
    assert hub["findings"]["Findings"] == []


def test_untouched_region_is_off_by_two_calls(
    aws: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = gather("securityhub", aws, monkeypatch)
    hub = found.resource(ARN)
    assert (hub["hub"], hub["hub_v2"]) == ({}, {})
    assert found.calls == [DESCRIBE, DESCRIBE_V2]
    assert not any(one.error_code and not one.absent for one in hub.facts.values())


def test_newer_hub_is_told_apart(aws: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    declare(aws, DESCRIBE_V2, NEWER)
    assert gather("securityhub", aws, monkeypatch).resource(ARN)["hub_v2"] == NEWER


@pytest.mark.parametrize("code", ["AccessDeniedException", "InvalidAccessException"])
def test_denied_hub_is_not_one_that_is_off(
    subscribed: Server, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    refuse(subscribed, DESCRIBE, code, 403)
    found = gather("securityhub", subscribed, monkeypatch)
    with pytest.raises(NotCollected, match=code):
        _ = found.resource(ARN)["hub"]
    assert found.calls == [DESCRIBE]


@pytest.mark.parametrize(("operation", "fact"), [(STANDARDS, "standards"), (FINDINGS, "findings")])
def test_denied_fact_is_unknown(
    subscribed: Server, monkeypatch: pytest.MonkeyPatch, operation: str, fact: str
) -> None:
    refuse(subscribed, operation)
    hub = gather("securityhub", subscribed, monkeypatch).resource(ARN)
    with pytest.raises(NotCollected, match="AccessDeniedException"):
        _ = hub[fact]


@pytest.mark.parametrize(
    ("operation", "path"),
    [
        (DESCRIBE, "HubArn"),
        (DESCRIBE_V2, "HubV2Arn"),
        (STANDARDS, "StandardsSubscriptions.StandardsArn"),
        (STANDARDS, "StandardsSubscriptions.StandardsStatus"),
        (STANDARDS, "StandardsSubscriptions.StandardsStatusReason.StatusReasonCode"),
        (FINDINGS, "Findings.CreatedAt"),
        (FINDINGS, "Findings.Title"),
        (FINDINGS, "NextToken"),
    ],
)
def test_what_is_read_is_in_the_api(operation: str, path: str) -> None:
    assert has_member(operation, path)
