"""The page that says whether what is kept is what was kept."""

import pytest
from django.core.management import call_command
from django.test import Client
from pytest_django import Settings

from artifact.clock import now
from artifact.tasks import check_evidence, seal_ledger
from compliance.evidence.hold import hold
from compliance.models import LedgerKey, RetentionClass
from tests.artifact import factories
from tests.artifact.conftest import SignIn

pytestmark = pytest.mark.django_db


def page(client: Client) -> str:
    """The page's text."""
    response = client.get("/integrity/")
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_a_fresh_service_says_what_is_still_to_be_done(as_: SignIn) -> None:
    RetentionClass.objects.all().delete()
    text = page(as_("administrator"))
    assert "Set LEDGER_SIGNING_KEY" in text
    assert "No anchor is configured" in text
    assert "No class: everything is kept." in text
    assert "Nothing has been checked yet" in text


def test_a_kept_service_shows_key_anchors_checks_rules_and_holds(
    as_: SignIn, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("ledger_key", "new")
    settings.LEDGER_SIGNING_KEY = capsys.readouterr().out
    settings.LEDGER_ANCHORS = {"mail": {"kind": "email", "to": "auditor@example.org"}}
    account = factories.account()
    factories.snapshot(account)
    seal_ledger.run()
    check_evidence.run()
    hold(reason="Case <7>", account=account, actor="counsel@example.com", now=now())
    text = page(as_("administrator"))
    assert str(LedgerKey.objects.current()) in text
    assert "auditor@example.org" in text
    assert "All match" in text
    assert "Case &lt;7&gt;" in text
    assert "no-such-anchor" not in text
