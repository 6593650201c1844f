"""What a token proves, and which versions are seen."""

import json
from typing import Any

import pytest

from artifact.agreements.models import Acceptance
from artifact.awsapi.models import StepToken
from artifact.clock import now
from artifact.library.models import Report
from artifact.users.models import User
from tests.artifact import factories
from tests.artifact.awsapi.conftest import SdkOf
from tests.artifact.awsapi.library import published, report
from tests.artifact.awsapi.sdk import Refused, Sdk
from tests.artifact.awsapi.server import fetch
from tests.artifact.factories import MOMENT


def token_refused(sdk: Sdk, **params: Any) -> str:
    """That GetReport says the token is invalid, and why."""
    with pytest.raises(Refused) as refused:
        sdk("get_report", **params)
    assert refused.value.response["reason"] == "invalidToken"
    (field,) = refused.value.response["fieldList"]
    assert field["name"] == "termToken"
    return str(refused.value.response["message"])


def term_token(sdk: Sdk, of: Report) -> str:
    """The token that says the terms were handed out."""
    return str(sdk("get_term_for_report", reportId=of.report_id)["termToken"])


def test_a_token_is_for_one_report_one_version_one_person_and_an_hour(
    newest_sdk_of: SdkOf, customer: User
) -> None:
    one, other = published(), published()
    factories.term()
    neighbour = factories.user("customer")
    factories.grant(neighbour)
    sdk, sdk_of_neighbour = newest_sdk_of(customer), newest_sdk_of(neighbour)
    token = term_token(sdk, one)
    one.versions.update(publication="superseded")
    factories.version(one)

    token_refused(sdk, reportId=other.report_id, termToken=token)
    token_refused(sdk, reportId=one.report_id, termToken=token)
    token_refused(sdk, reportId=one.report_id, reportVersion=2, termToken=token)
    token_refused(sdk_of_neighbour, reportId=one.report_id, reportVersion=1, termToken=token)
    token_refused(sdk, reportId=one.report_id, reportVersion=1, termToken=token[:-1] + "_")
    assert not Acceptance.objects.exists()
    kept = StepToken.objects.get()
    assert token not in json.dumps([kept.digest, kept.bound_to])
    # A client that asks again after a lost answer is answered again.
    for _ in range(2):
        sdk("get_report", reportId=one.report_id, reportVersion=1, termToken=token)
    StepToken.objects.update(expires_at=now())
    token_refused(sdk, reportId=one.report_id, reportVersion=1, termToken=token)


def test_terms_that_changed_are_read_again(newest_sdk_of: SdkOf, customer: User) -> None:
    one = published()
    first = factories.term()
    sdk = newest_sdk_of(customer)
    token = term_token(sdk, one)
    factories.term("Other terms")

    said = token_refused(sdk, reportId=one.report_id, termToken=token)
    first.term.__class__.objects.update(withdrawn_at=MOMENT)
    gone = token_refused(sdk, reportId=one.report_id, termToken=token)

    assert "read them again" in said
    assert "read them again" in gone
    assert not Acceptance.objects.exists()


def test_without_terms_the_token_comes_alone(newest_sdk_of: SdkOf, customer: User) -> None:
    one = published()
    sdk = newest_sdk_of(customer)

    terms = sdk("get_term_for_report", reportId=one.report_id)
    got = sdk("get_report", reportId=one.report_id, termToken=terms["termToken"])

    assert "documentPresignedUrl" not in terms
    assert fetch(got["documentPresignedUrl"]).data[:5] == b"%PDF-"
    assert not Acceptance.objects.exists()
    factories.term()
    token_refused(sdk, reportId=one.report_id, termToken=terms["termToken"])


@pytest.mark.parametrize("acceptance_type", ["PASSTHROUGH", "EXPLICIT"])
def test_a_token_is_a_yes_to_either_kind_of_terms(
    newest_sdk_of: SdkOf, customer: User, acceptance_type: str
) -> None:
    one = published(acceptance_type=acceptance_type)
    factories.term()
    sdk = newest_sdk_of(customer)

    assert sdk("list_reports")["reports"][0]["acceptanceType"] == acceptance_type
    sdk("get_report", reportId=one.report_id, termToken=term_token(sdk, one))

    assert Acceptance.objects.get().authority.startswith("Access key ARTK")


def test_nobody_outside_learns_of_drafts_failures_and_other_people_s_reports(
    newest_sdk_of: SdkOf, customer: User
) -> None:
    stranger = newest_sdk_of(factories.user("customer"))
    sdk, inside = newest_sdk_of(customer), newest_sdk_of(factories.user("compliance_manager"))
    one = published()
    failed = report()
    factories.version(failed, publication="draft", state="failed", error="No <fonts>.", pdf=None)
    factories.version(failed, publication="draft", state="running", pdf=None)
    factories.version(failed, publication="withdrawn", withdrawn_at=MOMENT)

    assert stranger("list_reports")["reports"] == []
    for client, of in ((stranger, one), (sdk, failed)):
        for operation in ("get_report_metadata", "get_term_for_report", "list_report_versions"):
            with pytest.raises(Refused) as refused:
                client(operation, reportId=of.report_id)
            assert refused.value.kind == "ResourceNotFoundException"
    found = inside("list_report_versions", reportId=failed.report_id)["reports"]
    states = [(one["state"], one["uploadState"], one.get("statusMessage")) for one in found]
    assert states == [
        ("UNPUBLISHED", "FAILED", "No  fonts ."),
        ("UNPUBLISHED", "PROCESSING", None),
        ("UNPUBLISHED", "COMPLETE", None),
    ]
    details = inside("get_report_metadata", reportId=failed.report_id, reportVersion=3)
    assert details["reportDetails"]["deletedAt"] == "2026-03-31T12:00:00+00:00"
    with pytest.raises(Refused) as refused:
        inside("get_report_metadata", reportId=failed.report_id)
    assert refused.value.kind == "ResourceNotFoundException"


def test_without_a_number_the_published_version_is_meant(
    newest_sdk_of: SdkOf, customer: User
) -> None:
    one = published()
    one.versions.update(publication="superseded")
    factories.version(one)
    factories.version(one, publication="draft")
    sdk = newest_sdk_of(customer)

    newest = sdk("get_report_metadata", reportId=one.report_id)["reportDetails"]
    former = sdk("get_report_metadata", reportId=one.report_id, reportVersion=1)["reportDetails"]

    assert (newest["version"], former["version"]) == (2, 1)
    assert [one["version"] for one in sdk("list_reports")["reports"]] == [2]


def test_pages_neither_skip_nor_repeat_while_the_library_changes(
    newest_sdk_of: SdkOf, customer: User
) -> None:
    first, second, third = published(), published(), published()
    neighbour = factories.user("customer")
    factories.grant(neighbour)
    sdk, other = newest_sdk_of(customer), newest_sdk_of(neighbour)

    page = sdk("list_reports", maxResults=1)
    first.versions.update(publication="superseded")
    factories.version(first)
    rest = sdk("list_reports", nextToken=page["nextToken"])

    assert [one["id"] for one in page["reports"]] == [first.report_id]
    assert [one["id"] for one in rest["reports"]] == [second.report_id, third.report_id]
    for client, operation, extra in (
        (other, "list_reports", {}),
        (sdk, "list_report_versions", {"reportId": first.report_id}),
        (sdk, "list_customer_agreements", {}),
    ):
        with pytest.raises(Refused) as refused:
            client(operation, nextToken=page["nextToken"], **extra)
        assert refused.value.response["reason"] == "invalidToken"
    versions = sdk("list_report_versions", reportId=first.report_id, maxResults=1)
    with pytest.raises(Refused):
        sdk("list_report_versions", reportId=second.report_id, nextToken=versions["nextToken"])
