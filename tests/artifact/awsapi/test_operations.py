"""Every operation, asked by the first boto3 that knows AWS Artifact and by today's."""

import pytest

from artifact.access_keys.revoke import revoke
from artifact.clock import now
from artifact.library.models import Download
from artifact.users.models import User
from compliance.evidence.store import get
from tests.artifact import factories
from tests.artifact.awsapi.conftest import SdkOf
from tests.artifact.awsapi.library import AWKWARD, agreement, company, published
from tests.artifact.awsapi.sdk import Refused
from tests.artifact.awsapi.server import fetch


def test_from_the_list_to_the_copy(sdk_of: SdkOf, customer: User) -> None:
    report = published(AWKWARD, description="What was <tested>", series="SOC", category="A & B")
    held = factories.term()
    sdk = sdk_of(customer)

    (listed,) = sdk("list_reports")["reports"]
    assert (listed["id"], listed["version"], listed["state"]) == (report.report_id, 1, "PUBLISHED")
    assert listed["name"] == "PCI DSS v4 0 1 ISO IEC 27001 2022 Prufung"
    title = AWKWARD.replace("<", " ").replace(">", " ")
    assert listed["description"] == f"{title}: What was  tested"
    assert listed["arn"] == f"arn:aws:artifact:us-east-1::report/{report.report_id}"
    details = sdk("get_report_metadata", reportId=listed["id"])["reportDetails"]
    assert details["arn"] == f"{listed['arn']}:1"
    assert details["termArn"].startswith("arn:aws:artifact:us-east-1::term/term-")
    assert details["createdAt"] == "2026-03-31T12:00:00+00:00"
    terms = sdk("get_term_for_report", reportId=listed["id"], reportVersion=1)
    shown = fetch(terms["documentPresignedUrl"])
    assert (shown.status, shown.data) == (200, get(held.pdf_id))
    got = sdk("get_report", reportId=listed["id"], termToken=terms["termToken"])
    copy = fetch(got["documentPresignedUrl"])

    assert (copy.status, copy.data[:5]) == (200, b"%PDF-")
    assert "attachment" in copy.headers["Content-Disposition"]
    assert "no-store" in copy.headers["Cache-Control"]
    taken = Download.objects.get()
    assert (taken.user, taken.channel) == (customer, "aws")
    assert taken.acceptance
    assert taken.acceptance.document_id == held.pdf_id


def test_account_settings_are_read_and_put(sdk_of: SdkOf) -> None:
    sdk = sdk_of(factories.user("customer", customer=company()))

    before = sdk("get_account_settings")["accountSettings"]
    put = sdk("put_account_settings", notificationSubscriptionStatus="SUBSCRIBED")
    again = sdk("put_account_settings")

    assert before == {"notificationSubscriptionStatus": "NOT_SUBSCRIBED"}
    for answer in (put, again, sdk("get_account_settings")):
        assert answer["accountSettings"] == {"notificationSubscriptionStatus": "SUBSCRIBED"}


@pytest.mark.parametrize(
    ("paging", "shown"), [({"PageSize": 2}, 5), ({"PageSize": 1, "MaxItems": 3}, 3), ({}, 5)]
)
def test_the_paginator_finds_each_report_once(
    sdk_of: SdkOf, customer: User, paging: dict[str, int], shown: int
) -> None:
    reports = [published().report_id for _ in range(5)]
    sdk = sdk_of(customer)

    found = [one["id"] for one in sdk.paged("list_reports", paging)["reports"]]

    assert found == reports[:shown]


def test_versions_are_listed_in_their_order(newest_sdk_of: SdkOf, customer: User) -> None:
    report = published()
    report.versions.update(publication="superseded")
    factories.version(report)
    factories.version(report, publication="withdrawn", withdrawn_at=factories.MOMENT)
    sdk = newest_sdk_of(customer)

    found = sdk.paged("list_report_versions", {"PageSize": 1}, reportId=report.report_id)

    assert [(one["version"], one["state"]) for one in found["reports"]] == [
        (1, "PUBLISHED"),
        (2, "PUBLISHED"),
    ]
    assert found["reports"][0]["arn"].endswith(f"{report.report_id}:1")


def test_agreements_of_the_customer_and_of_its_organisation_are_listed(
    newest_sdk_of: SdkOf,
) -> None:
    head = company(organization_id="o-abcdefghij")
    mine = company(parent=head)
    own = agreement(mine)
    covering = agreement(head, level="ORGANIZATION")
    agreement(head)
    agreement(mine, state="CUSTOMER_TERMINATED", effective_end=factories.MOMENT)
    agreement(company(), level="ORGANIZATION")
    sdk = newest_sdk_of(factories.user("customer", customer=mine))

    found = sdk.paged("list_customer_agreements", {"PageSize": 1})["customerAgreements"]

    assert [one["id"] for one in found] == [
        own.customer_agreement_id,
        covering.customer_agreement_id,
    ]
    assert found[0]["awsAccountId"] == mine.customer_id


def test_a_customer_without_agreements_gets_an_empty_list(newest_sdk_of: SdkOf) -> None:
    sdk = newest_sdk_of(factories.user("customer", customer=company()))

    assert sdk("list_customer_agreements")["customerAgreements"] == []


def test_inquiries_are_not_offered_and_it_is_said_so(newest_sdk_of: SdkOf, customer: User) -> None:
    sdk = newest_sdk_of(customer)
    inquiry: dict[str, object] = {"complianceInquiryId": "compliance-inquiry-ABCDEFGHIJ123456"}
    arn = f"arn:aws:artifact:us-east-1:111122223333:compliance-inquiry/{'a' * 16}"
    asked: list[tuple[str, dict[str, object]]] = [
        ("create_compliance_inquiry", {"name": "n", "inquiryContent": {"query": "Is it safe?"}}),
        ("list_compliance_inquiries", {}),
        ("get_compliance_inquiry_metadata", inquiry),
        ("list_compliance_inquiry_queries", inquiry),
        ("export_compliance_inquiry", inquiry),
        ("put_compliance_inquiry_feedback", {**inquiry, "rating": "THUMBS_UP"}),
    ]

    for name, params in asked:
        with pytest.raises(Refused) as refused:
            sdk(name, **params)
        assert refused.value.kind == "ValidationException"
        assert refused.value.response["reason"] == "unknownOperation"
    for name, extra in (
        ("list_tags_for_resource", {}),
        ("tag_resource", {"tags": {"k": "v"}}),
        ("untag_resource", {"tagKeys": ["a", "b c"]}),
    ):
        with pytest.raises(Refused) as refused:
            sdk(name, resourceArn=arn, **extra)
        assert refused.value.kind == "ResourceNotFoundException"
        assert refused.value.response["resourceId"] == arn


def test_a_revoked_key_and_its_links_are_refused_at_once(
    newest_sdk_of: SdkOf, customer: User
) -> None:
    report = published().report_id
    factories.term()
    sdk = newest_sdk_of(customer)
    token = sdk("get_term_for_report", reportId=report)["termToken"]
    link = sdk("get_report", reportId=report, termToken=token)["documentPresignedUrl"]

    revoke(customer.access_keys.get(), actor="test", now=now())

    assert fetch(link).status == 403
    with pytest.raises(Refused) as refused:
        sdk("list_reports")
    assert refused.value.code == "UnrecognizedClientException"
