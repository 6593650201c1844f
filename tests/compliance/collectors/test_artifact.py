"""collectors.artifact: what is listed, with details where the list lacks some; no document."""

from typing import Any

import pytest

from compliance.aws.answers import Answers, NotCollected
from compliance.collectors.artifact import AGREEMENT, REPORT, SETTINGS, is_providers
from compliance.collectors.collector import COLLECTORS
from tests.compliance.collectors.gathering import declare, gather, has_member, refuse
from tests.demo.serving import OWN_ACCOUNT, Server

PREFIX = "arn:aws:artifact:us-east-1::report"
AGREED = f"arn:aws:artifact::{OWN_ACCOUNT}:customer-agreement/customer-agreement-abcdef0123456789"
LISTS = ["artifact:ListReports", "artifact:ListCustomerAgreements", "artifact:GetAccountSettings"]


def entry(number: int, **members: Any) -> dict[str, Any]:
    """A whole entry of AWS's; a member that is None is left out."""
    name = f"report-{number:016d}"
    whole = {
        "id": name,
        "arn": f"{PREFIX}/{name}",
        "name": f"SOC {number}",
        "series": "SOC",
        "companyName": "AWS",
        "state": "PUBLISHED",
        "version": 4,
        "periodEnd": 1_770_000_000,
        **members,
    }
    return {member: one for member, one in whole.items() if one is not None}


@pytest.fixture
def filled(aws: Server) -> Server:
    """A server with a whole report, one without a period, a vendor's, and an agreement."""
    reports = [
        entry(1),
        entry(2, periodEnd=None),
        entry(3, companyName="Example Vendor", series=None, periodEnd=None),
    ]
    declare(aws, "artifact:ListReports", {"reports": reports})
    details = {"id": "report-0000000000000002", "createdAt": 1_760_000_000}
    declare(aws, "artifact:GetReportMetadata", {"reportDetails": details})
    agreement = {
        "name": "AWS Business Associate Addendum",
        "arn": AGREED,
        "id": "customer-agreement-abcdef0123456789",
        "state": "ACTIVE",
        "effectiveStart": 1_700_000_000,
    }
    declare(aws, "artifact:ListCustomerAgreements", {"customerAgreements": [agreement]})
    status = {"notificationSubscriptionStatus": "SUBSCRIBED"}
    declare(aws, "artifact:GetAccountSettings", {"accountSettings": status})
    return aws


def test_reports_agreements_and_settings(filled: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    found = gather("artifact", filled, monkeypatch)
    first = found.resource(f"{PREFIX}/report-0000000000000001")
    assert first["report"]["series"] == "SOC"
    assert first["report"]["periodEnd"].isoformat() == "2026-02-02T02:40:00+00:00"
    assert "details" not in first.facts
    second = found.resource(f"{PREFIX}/report-0000000000000002")
    assert second["details"]["reportDetails"]["createdAt"].year == 2025
    assert "details" not in found.resource(f"{PREFIX}/report-0000000000000003").facts
    assert found.resource(AGREED)["agreement"]["state"] == "ACTIVE"
    (settings,) = found.population(SETTINGS).resources
    assert settings["settings"]["accountSettings"] == {
        "notificationSubscriptionStatus": "SUBSCRIBED"
    }
    assert sorted(found.calls) == sorted([*LISTS, "artifact:GetReportMetadata"])
    assert {one["region"] for one in filled.calls() if one["service"] == "artifact"} == {
        "us-east-1"
    }


def test_a_whole_list_costs_a_call_for_three_hundred(
    filled: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    declare(filled, "artifact:ListReports", {"reports": [entry(one) for one in range(301)]})
    found = gather("artifact", filled, monkeypatch)
    assert len(found.population(REPORT).resources) == 301
    assert sorted(found.calls) == sorted([*LISTS, "artifact:ListReports"])


def test_denied_lists_are_errors(filled: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    for operation in LISTS:
        refuse(filled, operation, status=403)
    found = gather("artifact", filled, monkeypatch)
    assert "AccessDenied" in found.population(REPORT).error
    assert "AccessDenied" in found.population(AGREEMENT).error
    (settings,) = found.population(SETTINGS).resources
    with pytest.raises(NotCollected, match="AccessDeniedException"):
        _ = settings["settings"]


def test_denied_details_leave_the_entry_readable(
    filled: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(filled, "artifact:GetReportMetadata", status=403)
    found = gather("artifact", filled, monkeypatch).resource(f"{PREFIX}/report-0000000000000002")
    assert found["report"]["name"] == "SOC 2"
    with pytest.raises(NotCollected, match="AccessDeniedException"):
        _ = found["details"]


def test_an_account_that_nobody_touched_sees_what_aws_publishes(
    aws: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = gather("artifact", aws, monkeypatch)
    assert found.population(REPORT).resources
    assert (found.population(AGREEMENT).resources, found.population(AGREEMENT).error) == ([], "")
    assert "returned 0 agreements" in found.population(AGREEMENT).count_statement
    assert sorted(found.calls) == sorted(LISTS)


def test_china_has_no_endpoint() -> None:
    place = Answers([], account_id=OWN_ACCOUNT, region="global", partition="aws-cn")
    populations = list(COLLECTORS["artifact"].describe(place))
    assert {one.type for one in populations} == {REPORT, AGREEMENT, SETTINGS}
    for one in populations:
        assert "no endpoint in the partition aws-cn" in one.absent
        assert (one.resources, one.error) == ([], "")


def test_no_action_takes_terms_or_changes_anything() -> None:
    assert not {"artifact:GetReport", "artifact:GetTermForReport"} & set(
        COLLECTORS["artifact"].actions
    )


@pytest.mark.parametrize(
    ("company", "is_aws"),
    [
        ("AWS", True),
        ("Amazon  Web Services", True),
        ("Amazon Web Services Inc", True),
        ("AWS Partner", False),
    ],
)
def test_who_aws_is(company: str, *, is_aws: bool) -> None:
    assert is_providers(company) is is_aws


@pytest.mark.parametrize(
    ("operation", "path"),
    [
        *(
            ("artifact:ListReports", f"reports.{one}")
            for one in (
                "id",
                "arn",
                "name",
                "series",
                "companyName",
                "state",
                "uploadState",
                "statusMessage",
                "version",
                "periodStart",
                "periodEnd",
            )
        ),
        ("artifact:GetReportMetadata", "reportDetails.createdAt"),
        *(
            ("artifact:ListCustomerAgreements", f"customerAgreements.{one}")
            for one in (
                "id",
                "arn",
                "name",
                "state",
                "awsAccountId",
                "organizationArn",
                "effectiveStart",
                "effectiveEnd",
            )
        ),
        ("artifact:GetAccountSettings", "accountSettings.notificationSubscriptionStatus"),
    ],
)
def test_what_is_read_is_in_the_api(operation: str, path: str) -> None:
    assert has_member(operation, path)
