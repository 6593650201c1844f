"""Customers, people, grants, requests and keys to look at: long and foreign names, every state."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from artifact.access_keys.issue import issue
from artifact.access_keys.models import AccessKey
from artifact.access_keys.revoke import revoke
from artifact.clock import now
from artifact.customers.close_customer import close_customer
from artifact.customers.invite import invite
from artifact.customers.models import AccessRequest
from artifact.customers.open_invitation import Invitee
from artifact.library.models import Download
from artifact.users.models import Customer, Grant, User
from tests.artifact import factories
from tests.artifact.customers.post import arrived, path_in

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk 株式会社 Österreich und Söhne"


def customers_to_see() -> Mapping[User, Sequence[str]]:
    """The rows, and for a manager and a customer's person the addresses of their pages."""
    parent = factories.customer("Example Holding", organization_id="o-a1b2c3d4e5")
    customer = factories.customer(
        LONG, domains=["example.com", "example.org"], parent=parent, organization_id="o-a1b2c3d4e5"
    )
    close_customer(factories.customer("Former Ltd"), actor="manager@example.com", now=now())
    ada = factories.user("customer", "ada@example.com", customer=customer, name="Ada Example")
    factories.user("customer", "gone@example.com", customer=customer, is_active=False)
    invite(
        Invitee("someone.with.a.long.address@example.org", User.Role.CUSTOMER, customer),
        actor="manager@example.com",
        now=now(),
    )
    invited = path_in(arrived()[-1])
    _grants(customer, ada)
    _keys(ada)
    version = factories.version(factories.series(factories.Scope([factories.account()]), LONG))
    Download.objects.create(
        version=version, user=ada, customer=customer, email=ada.email, at=now(), copy_id="C" * 26
    )
    asked = _asked(AccessRequest.State.WAITING, "eve@example.net")
    refused = _asked(AccessRequest.State.REFUSED, "mallory@example.net")
    manager = factories.user("compliance_manager", "manager@example.com")
    return {
        manager: [
            "/customers/",
            "/customers/add/",
            f"/customers/{customer.customer_id}/",
            f"/customers/{parent.customer_id}/",
            f"/customers/{customer.customer_id}/change/",
            f"/customers/{customer.customer_id}/close/",
            "/people/",
            f"/people/invite/?customer={customer.customer_id}",
            f"/people/{ada.pk}/",
            f"/people/{User.objects.get(email__startswith='someone').pk}/",
            "/grants/",
            "/grants/give/",
            "/access-requests/",
            f"/access-requests/{asked.pk}/",
            f"/access-requests/{refused.pk}/",
            "/access-keys/everybody/",
            invited,
        ],
        ada: ["/company/", "/company/downloads/", "/company/acceptances/", "/access-keys/"],
    }


def _grants(customer: Customer, ada: User) -> None:
    given = {"starts_at": factories.MOMENT, "granted_by": "manager@example.com"}
    Grant.objects.create(
        customer=customer,
        framework="pci_dss_4_0_1",
        regions=["eu-central-1", "eu-west-1"],
        ends_at=now() + timedelta(days=90),
        **given,
    )
    Grant.objects.create(is_for_every_customer=True, series="SOC", category="Audits", **given)
    Grant.objects.create(user=ada, account=factories.account(), **given)
    Grant.objects.create(user=ada, revoked_at=now(), **given)
    Grant.objects.create(user=ada, ends_at=factories.MOMENT + timedelta(days=1), **given)


def _keys(ada: User) -> None:
    old = issue(ada, actor="test", now=now(), description="nightly import, server cron-2").key
    AccessKey.objects.update(
        last_used_at=now(), last_used_address="2001:db8::17", last_used_for="GetTermForReport"
    )
    revoke(old, actor="test", now=now())
    issue(ada, actor="test", now=now(), description="nightly import")


def _asked(state: str, email: str) -> AccessRequest:
    return AccessRequest.objects.create(
        email=email,
        name="Eve Example",
        company=LONG,
        why="We buy from you.\nOur auditor asks for the SOC 2 report of last year.",
        state=state,
        reason="Ask your employer." if state == AccessRequest.State.REFUSED else "",
        token_sha256=email,
        asked_at=now(),
        expires_at=now(),
        proven_at=now(),
        decided_at=now() if state == AccessRequest.State.REFUSED else None,
        decided_by="manager@example.com" if state == AccessRequest.State.REFUSED else "",
    )
