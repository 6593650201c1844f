"""Evidence numbers: given once, in order, never changed; the auditors' own references beside."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from openpyxl import load_workbook

from artifact.engagements.models import Engagement
from artifact.engagements.numbered import NumberedEvidence
from artifact.library.dispose_evidence import spared
from artifact.users.models import User
from compliance.models import Entry, Snapshot
from tests.artifact import factories
from tests.artifact.conftest import SignIn
from tests.artifact.engagements.desk import Clock, Place, actions, opened, place

pytestmark = pytest.mark.django_db
CONTROL = "controls/kms.rotation-enabled/"


@pytest.fixture
def here() -> Place:
    """What is looked at."""
    return place()


@pytest.fixture
def auditor() -> User:
    """Who looks."""
    return factories.user("auditor")


@pytest.fixture
def engagement(here: Place, auditor: User) -> Engagement:
    """Their engagement."""
    return opened([here.account], [auditor])


def of(engagement: Engagement, part: str = "") -> str:
    """An address of the engagement."""
    return f"/engagements/{engagement.engagement_id}/{part}"


def shown(client: Client, engagement: Engagement, part: str = CONTROL) -> list[list[str]]:
    """The numbers beside each finding of a page."""
    findings = client.get(of(engagement, part)).context["findings"]
    return [[each.evidence_no for each in one.evidence] for one in findings]


def confirmed(here: Place) -> Snapshot:
    """A reading an hour later that showed the same, and the judgement of it."""
    run = factories.collection(here.account)
    kept = factories.snapshot(here.account, run=run)
    later = factories.MOMENT + timedelta(hours=1)
    # Written once: the hour is set where the row is made.
    copy = Snapshot.objects.get(pk=kept.pk)
    copy.pk, copy.unit = None, factories.collection(here.account).units.create(region="eu-west-1")
    copy.started_at = copy.ended_at = later
    copy.save(force_insert=True)
    factories.evaluation(run, "eu-west-1", later)
    return copy


def test_the_evidence_that_opened_and_last_confirmed_a_finding_is_numbered(
    as_: SignIn, clock: Clock, here: Place, auditor: User, engagement: Engagement
) -> None:
    last = confirmed(here)
    client = as_(auditor)

    assert shown(client, engagement) == [["E-2026-0001", "E-2026-0002"]]

    rows = NumberedEvidence.objects.order_by("number")
    assert [one.snapshot_id for one in rows] == [here.snapshot.pk, last.pk]
    # The same by requirement, and asked again.
    assert shown(client, engagement, "requirements/164.312(a)(2)(iv)/")[0][:1] == ["E-2026-0001"]
    assert shown(client, engagement) == [["E-2026-0001", "E-2026-0002"]]
    assert actions(engagement).count("engagement.evidence-numbered") == 1


def test_what_was_not_read_in_the_period_has_no_number(
    as_: SignIn, clock: Clock, here: Place, auditor: User
) -> None:
    later = factories.MOMENT.date() + timedelta(days=1)
    engagement = opened([here.account], [auditor], period_start=later)

    assert shown(as_(auditor), engagement) == [[]]


def test_numbers_go_on_and_each_engagement_counts_its_own(
    as_: SignIn, clock: Clock, here: Place, auditor: User, engagement: Engagement
) -> None:
    client = as_(auditor)
    shown(client, engagement)
    place("us-east-1", of=here.account)
    other = opened([here.account], [auditor])

    assert shown(client, engagement) == [["E-2026-0001"], ["E-2026-0002"]]
    assert shown(client, other) == [["E-2026-0001"], ["E-2026-0002"]]


def test_a_number_stays_whatever_the_database_is_asked(
    as_: SignIn, clock: Clock, here: Place, auditor: User, engagement: Engagement
) -> None:
    shown(as_(auditor), engagement)
    for change in ({"number": 7}, {"evidence_no": "E-2026-0007"}, {"snapshot_id": 1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            NumberedEvidence.objects.update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        NumberedEvidence.objects.all().delete()
    assert Snapshot.objects.filter(spared(clock.at), pk=here.snapshot.pk).exists()


def test_numbered_evidence_is_read_and_referred_to(
    as_: SignIn, clock: Clock, here: Place, auditor: User, engagement: Engagement
) -> None:
    client = as_(auditor)
    shown(client, engagement)
    path = of(engagement, "evidence/E-2026-0001/")
    page = client.get(path).content.decode()
    assert "Evidence E-2026-0001" in page
    assert here.snapshot.receipt_sha256 in page

    client.post(f"{path}references/", {"references": "WP-4.12, ROC 3.6.1, WP-4.12"})
    client.post(f"{path}references/", {"references": "WP-4.13"})

    entries = Entry.objects.filter(action="engagement.evidence-referenced").order_by("pk")
    assert [(one.details["before"], one.details["references"]) for one in entries] == [
        ([], ["WP-4.12", "ROC 3.6.1"]),
        (["WP-4.12", "ROC 3.6.1"], ["WP-4.13"]),
    ]
    assert "WP-4.13" in as_("engineer").get(path).content.decode()
    too_long = client.post(f"{path}references/", {"references": "x" * 101}, follow=True)
    assert "up to 100 characters" in too_long.content.decode()


@pytest.mark.parametrize("who", ["compliance_manager", "auditor", "customer"])
def test_nobody_else_writes_the_auditors_references(
    as_: SignIn, clock: Clock, auditor: User, engagement: Engagement, who: str
) -> None:
    shown(as_(auditor), engagement)
    path = of(engagement, "evidence/E-2026-0001/references/")

    assert as_(who).post(path, {"references": "theirs"}).status_code == 404
    assert NumberedEvidence.objects.get().references == []


def test_the_index_as_csv_and_workbook(
    as_: SignIn, clock: Clock, here: Place, auditor: User, engagement: Engagement
) -> None:
    here.account.name = '=HYPERLINK("https://example.com")\x07'
    here.account.save()
    client = as_(auditor)
    # Nothing was shown yet; the index numbers it.
    table = client.get(of(engagement, "evidence.csv")).getvalue()
    (row,) = csv.DictReader(io.StringIO(table.decode()))
    assert row["evidence_no"] == "E-2026-0001"
    assert row["sha256"] == here.snapshot.blob_id
    assert row["account"].startswith("'=HYPERLINK")
    assert "kms.rotation-enabled" in row["controls"].split()
    assert "164.312(a)(2)(iv)" in row["requirements"].split()

    client.post(of(engagement, "evidence/E-2026-0001/references/"), {"references": "=1+1"})
    book = client.get(of(engagement, "evidence.xlsx")).getvalue()
    header, line = load_workbook(io.BytesIO(book))["Evidence index"].iter_rows()
    cells = {name.value: cell for name, cell in zip(header, line, strict=True)}
    assert (cells["auditor_references"].value, cells["auditor_references"].data_type) == (
        "=1+1",
        "s",
    )
    assert cells["account"].data_type == "s"
    assert actions(engagement).count("engagement.index-exported") == 2
