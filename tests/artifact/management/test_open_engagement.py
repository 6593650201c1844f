"""An engagement opened from the shell."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from artifact.engagements.models import Engagement
from compliance.evidence.store import get
from tests.artifact import factories
from tests.artifact.customers.post import arrived

pytestmark = pytest.mark.django_db
GIVEN = {
    "--firm": "Checkers LLP",
    "--framework": "hipaa",
    "--period-start": "2026-01-01",
    "--period-end": "2026-06-30",
    "--to": "2031-09-01",
}


def run(given: dict[str, str]) -> str:
    """What the command says."""
    out = StringIO()
    options = [part for option in {**GIVEN, **given}.items() for part in option]
    call_command("open_engagement", "HIPAA 2026", *options, stdout=out)
    return out.getvalue().strip()


def test_it_is_opened_with_terms_and_people(tmp_path: Path) -> None:
    account = factories.account()
    factories.account()
    terms = tmp_path / "terms.txt"
    terms.write_text("Keep it to yourselves.")

    said = run(
        {
            "--account": account.account_id,
            "--auditor": "ada@checkers.example",
            "--terms": str(terms),
        }
    )

    made = Engagement.objects.get()
    assert said == made.engagement_id
    assert list(made.accounts.all()) == [account]
    assert get(str(made.terms_id)) == b"Keep it to yourselves."
    assert made.access_to.isoformat() == "2031-09-01T00:00:00+00:00"
    assert [letter.to for letter in arrived()] == [["ada@checkers.example"]]


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"--account": "000000000000"}, "Not connected: 000000000000"),
        ({"--region": "eu-west-99"}, "Unknown region eu-west-99"),
        ({"--framework": "no_such"}, "Unknown framework no_such"),
        ({"--period-end": "2025-12-31"}, "The period ends before it starts."),
        ({"--to": "2026-01-01"}, "Access ends before it starts."),
        ({"--terms": "no-such-file"}, "no-such-file cannot be read"),
    ],
)
def test_what_is_wrong_is_said(given: dict[str, str], why: str) -> None:
    factories.account()

    with pytest.raises(CommandError, match=why):
        run(given)
    assert not Engagement.objects.exists()
