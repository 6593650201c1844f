"""An auditor's way in: opened by a manager, invited, terms first, then what the scope opens."""

from datetime import timedelta

import pytest
from django.test import Client

from artifact.agreements.models import Acceptance
from artifact.clock import now
from artifact.engagements.models import Engagement
from artifact.users.models import Grant, User
from compliance.evidence.store import get
from compliance.models import Account, Entry
from tests.artifact import factories
from tests.artifact.conftest import SignIn
from tests.artifact.customers.post import COME_IN, arrived, path_in
from tests.artifact.engagements.desk import (
    FROM,
    PERIOD,
    SIGNATURE,
    TERMS,
    TO,
    Clock,
    accept,
    actions,
    membership,
    opened,
    place,
)

pytestmark = pytest.mark.django_db


def form(account: Account, **given: object) -> dict[str, object]:
    """What a manager fills in."""
    return {
        "title": "HIPAA 2026",
        "firm": "Checkers LLP",
        "framework": "hipaa",
        "accounts": [account.pk],
        "regions": "eu-west-1",
        "period_start": PERIOD[0],
        "period_end": PERIOD[1],
        "access_from": now().date(),
        "access_to": (now() + timedelta(days=30)).date(),
        "terms": TERMS,
        "people": "ada@checkers.example",
        **given,
    }


def test_from_the_managers_form_to_the_auditors_desk(as_: SignIn) -> None:
    here = place()
    opened_at = as_("compliance_manager").post("/engagements/open/", form(here.account))
    engagement = Engagement.objects.get()
    assert opened_at["Location"] == f"/engagements/{engagement.engagement_id}/"

    (letter,) = arrived()
    assert letter.to == ["ada@checkers.example"]
    client = Client()
    token = path_in(letter)
    assert client.post(token, COME_IN).status_code == 302
    assert Client().post(token, COME_IN).status_code == 410
    signed_in = client.post(
        "/sign-in/login/", {"login": "ada@checkers.example", "password": COME_IN["password"]}
    )
    assert signed_in["Location"] == "/start/"
    landed = client.get("/start/", follow=True)
    assert landed.redirect_chain[-1][0] == f"/engagements/{engagement.engagement_id}/accept/"
    assert TERMS in landed.content.decode()
    assert client.get(f"/findings/{here.finding.pk}/").status_code == 404

    assert accept(client, engagement) == 302

    assert client.get("/start/")["Location"] == f"/engagements/{engagement.engagement_id}/"
    page = client.get(f"/engagements/{engagement.engagement_id}/").content.decode()
    assert "Open, 30 days left" in page
    assert "Checkers LLP" in page
    assert client.get(f"/findings/{here.finding.pk}/").status_code == 200
    assert client.get(f"/evidence/{here.snapshot.pk}/calls/1/body").status_code == 200
    assert actions(engagement) == [
        "engagement.opened",
        "engagement.auditor-added",
        "engagement.accepted",
    ]


def test_the_acceptance_is_of_the_exact_bytes_and_has_a_certificate(
    as_: SignIn, clock: Clock
) -> None:
    person, stranger = factories.user("auditor"), factories.user("auditor")
    engagement = opened([place().account], [person], TERMS)
    client = as_(person)

    accept(client, engagement)

    given = Acceptance.objects.get()
    assert get(given.document_id) == TERMS.encode()
    assert (given.typed_name, given.authority) == ("Ada Auditor", "Partner")
    assert given.entry.subject == engagement.name_in_ledger
    assert given.entry.details["document"] == engagement.terms_id
    certificate = f"/acceptances/{given.pk}/certificate"
    assert client.get(certificate).content.startswith(b"%PDF-")
    assert as_(stranger).get(certificate).status_code == 404
    # Said once more, the first counts.
    accept(client, engagement)
    assert Acceptance.objects.count() == 1
    assert Grant.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"document": "0" * 64}, "Read them again"),
        ({"typed_name": " "}, "required"),
        ({"authority": ""}, "required"),
        ({"is_read": ""}, "required"),
    ],
)
def test_what_is_no_whole_yes_opens_nothing(
    as_: SignIn, clock: Clock, said: dict[str, str], why: str
) -> None:
    person, here = factories.user("auditor"), place()
    engagement = opened([here.account], [person], TERMS)
    client = as_(person)
    answer = client.post(
        f"/engagements/{engagement.engagement_id}/accept/",
        {**SIGNATURE, "document": engagement.terms_id, **said},
        follow=True,
    )

    assert why in answer.content.decode()
    assert membership(engagement, person).acceptance is None
    assert client.get(f"/findings/{here.finding.pk}/").status_code == 404


def test_until_the_terms_are_accepted_every_page_of_the_desk_is_shut(
    as_: SignIn, clock: Clock
) -> None:
    person = factories.user("auditor")
    engagement = opened([place().account], [person], TERMS)
    client = as_(person)
    of_it = f"/engagements/{engagement.engagement_id}/"

    for part in ("requirements/", "controls/", "evidence/", "evidence.csv", "reads/"):
        assert client.get(of_it + part).status_code == 404, part
    assert client.get(of_it)["Location"] == f"{of_it}accept/"
    assert client.get(f"{of_it}terms").content == TERMS.encode()


def test_without_terms_it_is_open_at_once(as_: SignIn, clock: Clock) -> None:
    person, here = factories.user("auditor"), place()
    engagement = opened([here.account], [person])
    client = as_(person)

    assert client.get(f"/findings/{here.finding.pk}/").status_code == 200
    assert client.get(f"/engagements/{engagement.engagement_id}/").status_code == 200
    assert accept(client, engagement) == 302
    assert not Acceptance.objects.exists()


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"accounts": []}, "required"),
        ({"regions": "eu-west-99"}, "AWS has no region eu-west-99."),
        ({"period_end": "2025-12-31"}, "The period ends before it starts."),
        ({"access_to": "2026-01-02", "access_from": "2026-01-03"}, "ends before it starts"),
        ({"access_from": "2026-01-01", "access_to": "2026-01-02"}, "have ended already"),
        ({"people": "nobody"}, "nobody is no e-mail address."),
        ({"people": "inside@example.com"}, "is here as security engineer"),
    ],
)
def test_what_would_open_something_else_is_refused(
    as_: SignIn, given: dict[str, object], why: str
) -> None:
    factories.user("engineer", "inside@example.com")
    account = factories.account()
    answer = as_("compliance_manager").post("/engagements/open/", form(account, **given))

    assert why in answer.content.decode()
    assert not Engagement.objects.exists()
    assert not User.objects.filter(role="auditor").exists()
    assert not Entry.objects.filter(action__startswith="engagement.").exists()


def test_who_is_in_two_open_engagements_lands_on_the_overview(as_: SignIn, clock: Clock) -> None:
    person = factories.user("auditor")
    for _ in range(2):
        opened([factories.account()], [person])

    assert as_(person).get("/start/")["Location"] == "/"
    assert as_("engineer").get("/start/")["Location"] == "/"


def test_days_of_access_that_were_not_changed_keep_their_hour(as_: SignIn, clock: Clock) -> None:
    account = factories.account()
    noon = TO + timedelta(hours=12)
    engagement = opened([account], access_to=noon)
    path = f"/engagements/{engagement.engagement_id}/change/"
    client = as_("compliance_manager")
    shown = client.get(path).context["form"].initial

    client.post(path, {**shown, "accounts": [account.pk], "regions": "us-east-1"})

    engagement.refresh_from_db()
    assert engagement.regions == ["us-east-1"]
    assert (engagement.access_from, engagement.access_to) == (FROM, noon)
