"""What an engagement opens, and nothing beside it: on its own pages and on every other."""

from datetime import date, timedelta
from typing import Any

import pytest

from artifact.engagements.models import Engagement
from artifact.engagements.number_evidence import number_evidence
from artifact.library.index import index
from artifact.users.models import User
from tests.artifact import factories
from tests.artifact.conftest import SignIn
from tests.artifact.engagements.desk import Clock, Place, opened, place
from tests.artifact.histories import happening, history

pytestmark = pytest.mark.django_db
LATER = (date(2026, 4, 1), date(2026, 6, 30))


@pytest.fixture
def auditor() -> User:
    """Who looks."""
    return factories.user("auditor")


def paths(here: Place) -> list[str]:
    """Every address that tells something of a place."""
    version = factories.version(
        factories.series(factories.Scope([here.account], regions=[here.finding.region]))
    )
    return [
        f"/findings/{here.finding.pk}/",
        f"/evidence/{here.snapshot.pk}/",
        f"/evidence/{here.snapshot.pk}/calls/1/",
        f"/evidence/{here.snapshot.pk}/calls/1/body",
        f"/reports/{version.report_id}/",
        f"/reports/versions/{version.pk}/",
        f"/reports/versions/{version.pk}/pdf",
    ]


@pytest.mark.parametrize(
    ("given", "is_seen"),
    [
        ({}, True),
        ({"regions": ["eu-west-1"]}, True),
        ({"regions": ["us-east-1"]}, False),
        # What was found before its first day and closed by then is of another period.
        ({"period_start": LATER[0], "period_end": LATER[1]}, False),
        ({"framework": "pci_dss_4_0_1"}, False),
    ],
    ids=["all of it", "its region", "another region", "another period", "another framework"],
)
def test_every_page_keeps_to_the_scope(
    as_: SignIn, clock: Clock, auditor: User, given: dict[str, Any], *, is_seen: bool
) -> None:
    # By the limits of HIPAA, which are no other framework's to show.
    here = place(closed_at=factories.MOMENT + timedelta(hours=1), limits_of="hipaa")
    opened([here.account], [auditor], **given)
    client = as_(auditor)

    every = paths(here)
    assert {path: client.get(path).status_code for path in every} == dict.fromkeys(
        every, 200 if is_seen else 404
    )
    shelf = client.get("/reports/").context["page"].paginator.count
    assert shelf == int(is_seen)


@pytest.mark.parametrize(
    ("given", "failed"),
    [
        ({}, 1),
        ({"regions": ["us-east-1"]}, 0),
        ({"period_start": LATER[0], "period_end": LATER[1]}, 0),
    ],
)
def test_its_own_pages_keep_to_the_scope(
    as_: SignIn, clock: Clock, auditor: User, given: dict[str, Any], failed: int
) -> None:
    here = place(closed_at=factories.MOMENT + timedelta(hours=1))
    # Of no framework's concern is a control that none names.
    factories.finding(here.account, control="kms.x", opened_by=here.snapshot)
    engagement = opened([here.account], [auditor], **given)
    client = as_(auditor)
    rows = client.get(f"/engagements/{engagement.engagement_id}/controls/").context["rows"]

    assert sum(one.failed_in_period for one in rows) == failed


def test_words_are_not_found_in_a_version_of_another_period(
    as_: SignIn, clock: Clock, auditor: User
) -> None:
    account = factories.account()
    series = factories.series(factories.Scope([account]))
    then = factories.version(series, publication="superseded", text="a quiet year")
    days = {"period_start": date(2026, 8, 1), "period_end": date(2026, 8, 31)}
    factories.version(series, text="an uproar", **days)
    index(series)
    opened([account], [auditor])
    client = as_(auditor)

    assert "uproar" not in client.get("/reports/?words=uproar").content.decode().replace(
        'value="uproar"', ""
    )
    assert client.get("/reports/?words=uproar").context["page"].paginator.count == 0
    found = client.get("/reports/?words=quiet").context["page"]
    assert [one.newest_number for one in found] == [then.number]
    # Who sees both is shown the published one alone.
    both = factories.user("customer")
    factories.grant(both)
    for words, count in (("quiet", 0), ("uproar", 1)):
        page = as_(both).get(f"/reports/?words={words}").context["page"]
        assert page.paginator.count == count


def test_another_account_and_another_engagement_are_not_there(
    as_: SignIn, clock: Clock, auditor: User
) -> None:
    mine, theirs = place(), place()
    opened([mine.account], [auditor])
    other = opened([theirs.account], [factories.user("auditor")])
    number = list(number_evidence(other, [theirs.snapshot.pk], actor="x", now=clock.at).values())
    client = as_(auditor)
    of_it = f"/engagements/{other.engagement_id}/"
    shut = [
        *paths(theirs),
        of_it,
        *(
            of_it + part
            for part in (
                "accept/",
                "terms",
                "requirements/",
                "requirements/164.312(a)(2)(iv)/",
                "controls/",
                "controls/kms.rotation-enabled/",
                "evidence/",
                f"evidence/{number[0].evidence_no}/",
                "evidence.csv",
                "evidence.xlsx",
                "reads/",
            )
        ),
    ]

    assert {path: client.get(path).status_code for path in shut} == dict.fromkeys(shut, 404)
    listed = client.get("/engagements/").content.decode()
    assert other.engagement_id not in listed
    for path in ("/", "/findings/", "/reports/", "/activity/"):
        assert theirs.account.account_id not in client.get(path).content.decode(), path


def test_auditors_write_nothing_but_their_references(
    as_: SignIn, clock: Clock, auditor: User
) -> None:
    here = place()
    engagement = opened([here.account], [auditor])
    of_it = f"/engagements/{engagement.engagement_id}/"
    client = as_(auditor)

    for part in ("change/", "close/", "people/add/", "people/1/remove/"):
        assert client.post(of_it + part).status_code == 404, part
    assert client.post("/engagements/open/").status_code == 404


def test_two_engagements_are_one_outside_and_two_inside(
    as_: SignIn, clock: Clock, auditor: User
) -> None:
    here, there = place(), place()
    first = opened([here.account], [auditor])
    opened([there.account], [auditor])
    client = as_(auditor)

    def within(engagement: Engagement) -> list[str]:
        page = client.get(
            f"/engagements/{engagement.engagement_id}/controls/kms.rotation-enabled/"
        )
        return [one.finding.resource for one in page.context["findings"]]

    assert client.get("/findings/").context["page"].paginator.count == 2
    assert within(first) == [here.finding.resource]


def test_a_report_about_two_accounts_is_open_where_both_are(
    as_: SignIn, clock: Clock, auditor: User
) -> None:
    accounts = [factories.account(), factories.account(), factories.account()]
    opened(accounts[:2], [auditor])
    both = factories.version(factories.series(factories.Scope(accounts[:2])))
    more = factories.version(factories.series(factories.Scope(accounts)))
    client = as_(auditor)

    assert client.get(f"/reports/versions/{both.pk}/pdf").status_code == 200
    assert client.get(f"/reports/{both.report_id}/").status_code == 200
    assert client.get(f"/reports/versions/{more.pk}/").status_code == 404
    assert client.get(f"/reports/{more.report_id}/").status_code == 404


def test_grants_that_differ_in_more_than_the_account_are_not_taken_together(
    as_: SignIn, clock: Clock, auditor: User
) -> None:
    accounts = [factories.account(), factories.account()]
    factories.grant(auditor, account=accounts[0], regions=["eu-west-1"])
    factories.grant(auditor, account=accounts[1], regions=["us-east-1"])
    both = factories.version(
        factories.series(factories.Scope(accounts, regions=["eu-west-1", "us-east-1"]))
    )

    assert as_(auditor).get(f"/reports/versions/{both.pk}/").status_code == 404


def test_what_happened_is_of_the_period(as_: SignIn, clock: Clock, auditor: User) -> None:
    account = factories.account()
    kept = history(account, [happening()])
    opened([account], [auditor])
    client = as_(auditor)
    shown = "/activity/?since=2026-03-01&until=2026-04-02"

    assert "PutKeyPolicy" in client.get(shown).content.decode()
    assert client.get(f"/evidence/{kept.pk}/").status_code == 200

    late = factories.user("auditor")
    opened([account], [late], period_start=LATER[0], period_end=LATER[1])
    assert "PutKeyPolicy" not in as_(late).get(shown).content.decode()
    assert as_(late).get(f"/evidence/{kept.pk}/").status_code == 404
