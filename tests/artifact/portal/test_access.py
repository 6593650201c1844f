"""Every address, for everybody: who is let in, who finds nothing, who is sent to sign in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from artifact.access_keys.issue import issue
from artifact.accounts.follow_organization import Following, follow_organization
from artifact.agreements.accept import Signature
from artifact.customers.invite import invite
from artifact.customers.models import AccessRequest
from artifact.customers.open_invitation import Invitee
from artifact.library.accept_terms import accept_terms
from artifact.users.caller import Caller, Channel
from artifact.users.models import User
from compliance.models import Finding
from tests.artifact import factories
from tests.artifact.conftest import SignIn
from tests.artifact.doors import (
    Door,
    answer,
    cookies_of,
    other_method,
    wrong_for,
    wrong_for_strangers,
)
from tests.artifact.histories import history
from tests.artifact.notifications import telling
from tests.artifact.signing import agreement, signed
from tests.once import once, own_store, store

__all__ = ["own_store", "store"]

pytestmark = pytest.mark.django_db

SIGNER = "signer@example.com"
INSIDE = frozenset({"administrator", "compliance_manager", "engineer"})
MANAGERS = frozenset({"administrator", "compliance_manager"})
CONNECTORS = frozenset({"administrator", "engineer"})
READERS = INSIDE | {"auditor"}
COMPANY = "customer of the company that signed"
NOBODY: frozenset[str] = frozenset()
EVERYBODY = READERS | {"auditor without a grant", "customer", COMPANY}
SIGNERS = frozenset({"administrator", "compliance_manager", "customer", COMPANY})

DOORS: tuple[Door, ...] = (
    ("/", "get", EVERYBODY),
    ("/findings/", "get", READERS | {"auditor without a grant"}),
    ("/findings/{finding}/", "get", READERS),
    ("/frameworks/hipaa/inherited/", "get", READERS),
    ("/activity/", "get", READERS | {"auditor without a grant"}),
    ("/evidence/{history}/", "get", READERS),
    ("/evidence/{history}/calls/1/", "get", READERS),
    ("/evidence/{snapshot}/", "get", READERS),
    ("/evidence/{snapshot}/?resource=x", "get", READERS),
    ("/evidence/{snapshot}/calls/1/", "get", READERS),
    ("/evidence/{snapshot}/calls/1/body", "get", READERS),
    ("/reports/", "get", EVERYBODY),
    ("/reports/{report}/", "get", READERS),
    ("/reports/versions/{version}/", "get", READERS),
    ("/reports/versions/{version}/pdf", "get", READERS),
    ("/reports/by-region/", "get", EVERYBODY),
    ("/reports/add/", "get", MANAGERS),
    ("/reports/add/", "post", MANAGERS),
    ("/reports/{report}/change/", "get", MANAGERS),
    ("/reports/{report}/change/", "post", MANAGERS),
    ("/reports/{report}/upload/", "get", MANAGERS),
    ("/reports/{report}/upload/", "post", MANAGERS),
    ("/reports/versions/{version}/publish/", "post", MANAGERS),
    ("/reports/versions/{version}/withdraw/", "post", MANAGERS),
    ("/reports/request/", "get", MANAGERS),
    ("/reports/request/", "post", MANAGERS),
    ("/copies/", "get", MANAGERS),
    ("/copies/", "post", MANAGERS),
    ("/api-events/", "get", MANAGERS),
    ("/terms/", "get", MANAGERS),
    ("/terms/publish/", "get", MANAGERS),
    ("/terms/publish/", "post", MANAGERS),
    ("/terms/{term}/", "get", MANAGERS),
    ("/terms/{term}/withdraw/", "post", MANAGERS),
    ("/terms/{term}/versions/1", "get", MANAGERS),
    ("/reports/versions/{version}/terms/", "get", READERS),
    ("/reports/versions/{version}/terms/", "post", READERS),
    ("/reports/versions/{version}/terms/document", "get", READERS),
    ("/acceptances/{acceptance}/certificate", "get", MANAGERS),
    ("/customers/", "get", MANAGERS),
    ("/customers/add/", "get", MANAGERS),
    ("/customers/add/", "post", MANAGERS),
    ("/customers/{customer}/", "get", MANAGERS),
    ("/customers/{customer}/change/", "get", MANAGERS),
    ("/customers/{customer}/change/", "post", MANAGERS),
    ("/customers/{customer}/close/", "get", MANAGERS),
    ("/customers/{customer}/close/", "post", MANAGERS),
    ("/people/", "get", MANAGERS),
    ("/people/invite/", "get", MANAGERS),
    ("/people/invite/", "post", MANAGERS),
    ("/people/{person}/", "get", MANAGERS),
    ("/people/{person}/remove/", "post", MANAGERS),
    ("/invitations/{invitation}/withdraw/", "post", MANAGERS),
    ("/grants/", "get", MANAGERS),
    ("/grants/give/", "get", MANAGERS),
    ("/grants/give/", "post", MANAGERS),
    ("/grants/{grant}/revoke/", "post", MANAGERS),
    ("/access-requests/", "get", MANAGERS),
    ("/access-requests/{request}/", "get", MANAGERS),
    ("/access-requests/{request}/", "post", MANAGERS),
    ("/access-requests/{request}/refuse/", "post", MANAGERS),
    ("/access-keys/", "get", EVERYBODY),
    ("/access-keys/", "post", EVERYBODY),
    ("/access-keys/everybody/", "get", MANAGERS),
    ("/access-keys/{key}/rotate/", "post", frozenset()),
    ("/access-keys/{key}/revoke/", "post", MANAGERS),
    ("/tokens/", "get", EVERYBODY),
    ("/tokens/", "post", EVERYBODY),
    ("/tokens/everybody/", "get", MANAGERS),
    ("/api/docs/", "get", EVERYBODY),
    ("/api/docs/openapi.json", "get", EVERYBODY),
    ("/api/problems/not-found", "get", EVERYBODY),
    ("/company/", "get", EVERYBODY),
    ("/company/downloads/", "get", EVERYBODY),
    ("/company/acceptances/", "get", EVERYBODY),
    ("/company/invite/", "post", EVERYBODY),
    ("/agreements/", "get", SIGNERS),
    ("/agreements/account/", "get", SIGNERS),
    ("/agreements/organization/", "get", SIGNERS),
    ("/agreements/account/{agreement}/", "get", frozenset({COMPANY})),
    ("/agreements/account/{agreement}/non-disclosure/", "post", frozenset({COMPANY})),
    ("/agreements/account/{agreement}/sign/", "post", frozenset({COMPANY})),
    ("/agreements/revisions/{revision}/non-disclosure", "get", frozenset({COMPANY})),
    ("/agreements/revisions/{revision}/agreement", "get", frozenset({COMPANY})),
    ("/agreements/signed/{signed}/", "get", MANAGERS | {COMPANY}),
    ("/agreements/signed/{signed}/document", "get", MANAGERS | {COMPANY}),
    ("/agreements/signed/{signed}/terminate/", "get", frozenset({COMPANY})),
    ("/agreements/signed/{signed}/terminate/", "post", frozenset({COMPANY})),
    ("/agreements/signed/{signed}/end/", "get", MANAGERS),
    ("/agreements/signed/{signed}/end/", "post", MANAGERS),
    ("/agreements/signed/", "get", MANAGERS),
    ("/agreements/paper/", "get", MANAGERS),
    ("/agreements/paper/", "post", MANAGERS),
    ("/agreements/offered/", "get", MANAGERS),
    ("/agreements/offer/", "get", MANAGERS),
    ("/agreements/offer/", "post", MANAGERS),
    ("/agreements/offered/{agreement}/", "get", MANAGERS),
    ("/agreements/offered/{agreement}/revise/", "get", MANAGERS),
    ("/agreements/offered/{agreement}/revise/", "post", MANAGERS),
    ("/agreements/offered/{agreement}/withdraw/", "post", MANAGERS),
    ("/agreements/offered/{agreement}/compare/1/1/", "get", MANAGERS),
    ("/agreements/offered/{agreement}/revisions/1/agreement", "get", MANAGERS),
    ("/agreements/offered/{agreement}/revisions/1/non-disclosure", "get", MANAGERS),
    ("/runs/", "get", INSIDE),
    ("/runs/{run}/", "get", INSIDE),
    ("/integrity/", "get", INSIDE),
    ("/accounts/", "get", INSIDE),
    ("/accounts/{account}/", "get", INSIDE),
    ("/accounts/{account}/collect/", "post", INSIDE),
    ("/accounts/{account}/change/", "get", CONNECTORS),
    ("/accounts/{account}/change/", "post", CONNECTORS),
    ("/accounts/{account}/organization/", "get", INSIDE),
    ("/accounts/{account}/organization/follow/", "get", CONNECTORS),
    ("/accounts/{account}/organization/follow/", "post", CONNECTORS),
    ("/accounts/{account}/organization/{member}/connect/", "post", CONNECTORS),
    ("/accounts/connect/", "get", CONNECTORS),
    ("/accounts/connect/", "post", CONNECTORS),
    ("/notifications/", "get", EVERYBODY),
    ("/notifications/read/", "post", EVERYBODY),
    ("/notifications/settings/", "get", EVERYBODY),
    ("/notifications/deliveries/", "get", MANAGERS),
    ("/notifications/subscriptions/add/", "get", EVERYBODY),
    ("/notifications/subscriptions/add/", "post", EVERYBODY),
    ("/notifications/addresses/add/", "post", EVERYBODY),
    ("/notifications/webhooks/add/", "get", EVERYBODY),
    ("/notifications/webhooks/add/", "post", EVERYBODY),
    # What is somebody's own is opened by nobody else, whatever their role.
    ("/notifications/{message}/", "get", NOBODY),
    ("/notifications/subscriptions/{subscription}/", "get", NOBODY),
    ("/notifications/subscriptions/{subscription}/", "post", NOBODY),
    ("/notifications/subscriptions/{subscription}/end/", "post", NOBODY),
    ("/notifications/addresses/{address}/remove/", "post", NOBODY),
    ("/notifications/webhooks/{webhook}/", "get", NOBODY),
    ("/notifications/webhooks/{webhook}/test/", "post", NOBODY),
    ("/notifications/webhooks/{webhook}/rotate/", "post", NOBODY),
    ("/notifications/webhooks/{webhook}/resume/", "post", NOBODY),
    ("/notifications/webhooks/{webhook}/remove/", "post", NOBODY),
)


@dataclass(frozen=True)
class Rows:
    """The rows that addresses name, and the cookies of each kind of person, signed in."""

    ids: dict[str, object]
    finding: Finding
    cookies: dict[str, str]

    def address(self, path: str) -> str:
        """The address of one of the rows."""
        return path.format(**self.ids)


@pytest.fixture(scope="module")
def made_once(
    store: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Rows]:
    """The rows, for every test of the file: making them takes longer than any of it."""
    with once(store, django_db_blocker):
        yield one_of_everything()


@pytest.fixture
def rows(made_once: Rows, db: None) -> Rows:
    """The same for each test, which takes back what it changes."""
    return made_once


def one_of_everything() -> Rows:
    """One of everything, for account of its own."""
    account = factories.account()
    run = factories.collection(account)
    snapshot = factories.snapshot(account, run=run)
    finding = factories.finding(account, opened_by=snapshot)
    report = factories.series(factories.Scope([account]))
    version = factories.version(report)
    organization = follow_organization(account, Following(), actor="test", now=factories.MOMENT)
    member = organization.members.create(
        account_id="999900001111", state="ACTIVE", first_seen_at=factories.MOMENT
    )
    term = factories.term()
    acceptance = accept_terms(
        version,
        document=term.document_id,
        by=Signature("Ada", "Owner"),
        caller=Caller(factories.user("customer"), Channel.PORTAL),
        now=factories.MOMENT,
    )
    owner = telling.reader()
    hook, _ = telling.webhook(owner, "https://example.com/")
    mine = telling.subscription(owner)
    telling.publish(report)
    telling.told()
    outside = factories.user("customer", customer=factories.customer())
    invitation = invite(
        Invitee("invited@example.com", User.Role.AUDITOR), actor="test", now=factories.MOMENT
    )
    request = AccessRequest.objects.create(
        email="asks@example.com",
        state=AccessRequest.State.WAITING,
        asked_at=factories.MOMENT,
        expires_at=factories.MOMENT,
        proven_at=factories.MOMENT,
    )
    revision = agreement()
    signer = factories.user("customer", email=SIGNER, customer=factories.customer())
    signed_one = signed(revision, signer)
    ids: dict[str, object] = {
        "customer": outside.customer.customer_id if outside.customer else "",
        "person": outside.pk,
        "invitation": invitation.pk,
        "grant": factories.grant(outside).pk,
        "request": request.pk,
        "key": issue(outside, actor="test", now=factories.MOMENT).key.key_id,
        "agreement": revision.agreement.agreement_id,
        "revision": revision.revision_id,
        "signed": signed_one.customer_agreement_id,
        "webhook": hook.pk,
        "address": telling.address(owner).pk,
        "subscription": mine.pk,
        "message": owner.deliveries.get().pk,
        "term": term.term.term_id,
        "acceptance": acceptance.pk,
        "account": account.account_id,
        "member": member.account_id,
        "run": run.pk,
        "snapshot": snapshot.pk,
        "history": history(account).pk,
        "finding": finding.pk,
        "report": report.pk,
        "version": version.pk,
    }
    return Rows(ids, finding, {kind: cookies_of(SignIn()(person(kind))) for kind in EVERYBODY})


def person(kind: str) -> User:
    """A person of this kind; auditors and customers have a grant only where the kind says so."""
    if kind == COMPANY:
        return User.objects.get(email=SIGNER)
    found = factories.user(kind.split(" ", maxsplit=1)[0])
    if kind == "auditor":
        factories.grant(found)
    return found


@pytest.mark.parametrize("kind", sorted(EVERYBODY))
def test_who_is_let_in_and_who_finds_nothing(rows: Rows, kind: str) -> None:
    assert wrong_for(kind, rows.cookies[kind], DOORS, rows.address) == ""


def test_a_zero_byte_in_an_address_names_nothing(rows: Rows) -> None:
    wrong = []
    for path in sorted({path for path, *_ in DOORS if "{" in path}):
        parts = dict.fromkeys(re.findall(r"{(\w+)}", path), "%00")
        found = answer(rows.cookies["administrator"], "get", path.format(**parts))
        if found.status_code not in {404, 405}:
            wrong.append(f"{path}: {found.status_code}")

    assert not wrong, "\n".join(wrong)


def test_who_has_not_signed_in_is_sent_to_the_form(rows: Rows) -> None:
    assert wrong_for_strangers(DOORS, rows.address) == ""


def test_other_methods_are_refused(rows: Rows) -> None:
    wrong = []
    for path in sorted({path for path, *_ in DOORS}):
        other = other_method(path, DOORS)
        found = answer(rows.cookies["administrator"], other, rows.address(path))
        if found.status_code != 405:
            wrong.append(f"{other} {path}: {found.status_code}")

    assert not wrong, "\n".join(wrong)


def test_reading_an_account_does_not_start_by_following_a_link(rows: Rows, as_: SignIn) -> None:
    client = as_("administrator")

    assert client.get("/accounts/{account}/collect/".format(**rows.ids)).status_code == 405


@pytest.mark.parametrize(
    "path",
    [
        "/findings/999999/",
        "/frameworks/no-such/inherited/",
        "/evidence/999999/",
        "/evidence/999999/calls/1/",
        "/evidence/{snapshot}/calls/0/",
        "/evidence/{snapshot}/calls/3/",
        "/evidence/{snapshot}/calls/3/body",
        "/reports/999999/",
        "/reports/versions/999999/",
        "/reports/versions/999999/pdf",
        "/runs/999999/",
        "/accounts/000000000000/",
        "/accounts/000000000000/change/",
    ],
)
def test_what_does_not_exist_is_not_found(rows: Rows, as_: SignIn, path: str) -> None:
    assert as_("administrator").get(path.format(**rows.ids)).status_code == 404


def test_a_form_from_elsewhere_changes_nothing(rows: Rows) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(factories.user("administrator"))

    response = client.post("/accounts/{account}/collect/".format(**rows.ids))

    assert response.status_code == 403
    assert "nothing was changed" in response.content.decode()


def test_a_switched_off_person_is_out_at_once(rows: Rows, as_: SignIn) -> None:
    someone = factories.user("administrator")
    client = as_(someone)
    someone.is_active = False
    someone.save()

    assert client.get("/findings/").status_code == 302


def test_a_changed_role_counts_at_once(rows: Rows, as_: SignIn) -> None:
    someone = factories.user("administrator")
    client = as_(someone)
    User.objects.filter(pk=someone.pk).update(role=User.Role.CUSTOMER)

    assert client.get("/findings/").status_code == 404


def test_health_is_open_to_everybody() -> None:
    response = Client().get("/healthz")

    assert (response.status_code, response.json()) == (200, {"status": "ok"})


@pytest.mark.parametrize("name", ["x%00y", "12345678901x", "١٢٣٤٥٦٧٨٩٠١٢", "1234567890123"])
def test_an_address_with_something_else_than_an_account_id_leads_nowhere(
    as_: SignIn, name: str
) -> None:
    assert as_("administrator").get(f"/accounts/{name}/").status_code == 404
