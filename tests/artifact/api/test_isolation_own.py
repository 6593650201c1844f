"""Reports are for whom they were granted to; agreements, webhooks and messages are one's own."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from artifact.agreements.customer_agreement import CustomerAgreement
from artifact.agreements.models import Agreement
from artifact.clock import now
from artifact.library.models import Report
from artifact.notifications.add_webhook import add_webhook
from artifact.users.models import User
from compliance.evidence.store import put
from tests.artifact import factories
from tests.artifact.api.asking import Program
from tests.artifact.api.work import engagement

pytestmark = pytest.mark.django_db
VERSION = "/reports/{report}/versions/{version}"
REPORTS = [
    *("/reports", "/reports/{report}", "/reports/{report}/versions", VERSION),
    *(f"{VERSION}/terms", f"{VERSION}/terms/content", f"{VERSION}/content"),
]
SIGNED = "/customer-agreements/{signed}"
MINE = ["/customer-agreements", SIGNED, f"{SIGNED}/content", "/webhooks", "/webhooks/{webhook}"]
OFFERED = ["/agreements", "/agreements/{agreement}"]
ENGAGEMENTS = ["/engagements", "/engagements/{engagement}/terms/content"]
# Each GET of the document that is about what is one's own.
OWN = [*REPORTS, *MINE, *OFFERED, *ENGAGEMENTS, "/notices"]


def report() -> Report:
    """A published report with terms in force."""
    made = factories.series(factories.Scope([factories.account()]))
    factories.version(made)
    return made


def company(number: int = 1) -> tuple[User, dict[str, Any]]:
    """Somebody of a company with an executed agreement and a webhook, and their names."""
    customer = factories.customer()
    person = factories.user("customer", customer=customer)
    kept = put(factories.pdf_bytes(f"{person} {number}"), now=factories.MOMENT)
    signed = CustomerAgreement.objects.create(
        customer=customer,
        level=Agreement.Subject.ACCOUNT,
        name="Non-disclosure",
        document=kept,
        is_offline=True,
        effective_start=factories.MOMENT,
    )
    hook = add_webhook(
        person, "https://example.com/hook", description="", allow_loopback=False, now=now()
    )
    return person, {"signed": signed.customer_agreement_id, "webhook": hook.webhook.pk}


@pytest.mark.parametrize("path", REPORTS)
def test_a_report_is_for_whom_it_was_granted_to(path: str) -> None:
    factories.term()
    mine, strange = report(), report()
    person = factories.user("customer")
    factories.grant(person, account=mine.accounts.get())
    for who, of, status in (
        (Program(person), mine, 200),
        (Program(person), strange, 404),
        (Program("customer"), mine, 404),
        (Program("engineer"), strange, 200),
    ):
        answer = who.get(path.format(report=of.report_id, version=1))
        if path == "/reports":
            ids = [one["id"] for one in answer.json()["items"]]
            assert (of.report_id in ids) == (status == 200)
        else:
            assert answer.status_code == status


def test_a_draft_is_for_people_inside() -> None:
    made = report()
    made.versions.update(publication="draft")
    person = factories.user("customer")
    factories.grant(person)
    for path in REPORTS[3:]:
        address = path.format(report=made.report_id, version=1)
        assert Program(person).get(address).status_code == 404
    listed = Program(person).get(f"/reports/{made.report_id}/versions")
    assert listed.json()["items"] == []


@pytest.mark.parametrize("path", MINE)
def test_agreements_and_webhooks_are_ones_own(path: str) -> None:
    (person, mine), (_, strange) = company(1), company(2)
    program = Program(person)
    found = program.get(path.format(**mine))
    assert found.status_code == 200
    if "{" not in path:
        assert len(found.json()["items"]) == 1
        return
    assert program.get(path.format(**strange)).status_code == 404
    for other in ("auditor", "engineer", "customer"):
        assert Program(other).get(path.format(**mine)).status_code == 404


def test_offered_agreements_are_for_those_who_can_sign() -> None:
    made = Agreement.objects.create(
        name="Associates", kind="baa", subjects=["ACCOUNT"], created_at=factories.MOMENT
    )
    path = f"/agreements/{made.agreement_id}"
    assert Program("customer").get(path).json()["subjects"] == ["ACCOUNT"]
    assert Program("auditor").get(path).status_code == 404
    assert Program("auditor").get("/agreements").status_code == 404
    Agreement.objects.update(withdrawn_at=now())
    assert Program("customer").get(path).status_code == 404


def test_terms_of_an_engagement_are_for_its_people() -> None:
    auditor = factories.user("auditor")
    terms = put(b"Keep it to yourself.", now=now())
    made = engagement(auditor, [factories.account()], terms=terms, terms_media_type="text/plain")
    path = f"/engagements/{made.engagement_id}/terms/content"
    assert Program(auditor).get(path).getvalue() == b"Keep it to yourself."
    assert Program("engineer").get(path).status_code == 200
    for stranger in ("auditor", "customer"):
        assert Program(stranger).get(path).status_code == 404
        assert Program(stranger).get("/engagements").status_code in {200, 404}
    assert Program("auditor").everything("/engagements") == []
    assert Program(auditor).get("/engagements").json()["items"][0]["is_ready"] is False
    assert Program(auditor).get(f"/engagements/{made.engagement_id}/evidence").status_code == 404


@pytest.mark.parametrize("path", ["/reports", "/engagements", "/customer-agreements", "/notices"])
def test_lists_ask_the_database_as_often_for_one_row_as_for_many(path: str) -> None:
    auditor = factories.user("auditor")

    def add() -> None:
        report()
        company()
        engagement(auditor, [factories.account(), factories.account()])

    program = Program("compliance_manager")

    def queries() -> int:
        program.get(path)
        with CaptureQueriesContext(connection) as made:
            assert program.get(path).status_code == 200
        return len(made)

    add()
    few = queries()
    for _ in range(4):
        add()
    assert queries() == few
    assert few <= 12
