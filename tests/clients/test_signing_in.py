"""Signing in, and what the machine keeps of it."""

from datetime import timedelta

import pytest

from artifact.clock import now
from artifact.engagements.models import Engagement
from artifact.tokens.models import ApiToken
from tests.artifact import factories
from tests.artifact.api.work import engagement
from tests.clients.machine import Machine

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_token_is_kept_for_the_person_alone(machine: Machine) -> None:
    person = factories.user("auditor")
    token = machine.sign_in(person)
    (kept,) = [one for one in machine.home.rglob("*") if one.is_file()]
    assert kept.stat().st_mode & 0o777 == 0o600
    assert token in kept.read_text()

    kept.chmod(0o644)
    assert "Others can read" in machine.run("engagements").stderr
    machine.done("logout")
    assert "not signed in" in machine.run("engagements").stderr


def test_a_wrong_token_is_not_kept(machine: Machine) -> None:
    ended = machine.run("login", machine.address, given="art_wrong\n")
    assert ended.returncode == 1
    assert "No token in force" in ended.stderr
    assert "art_wrong" not in ended.stderr + ended.stdout
    assert not [one for one in machine.home.rglob("*") if one.is_file()]


def test_no_token_goes_over_the_line_in_the_clear(machine: Machine) -> None:
    for address in ("http://artifact.example.com", "http://localhost.example.com", "localhost"):
        ended = machine.run("login", address, given="art_x\n")
        assert (ended.returncode, "https only" in ended.stderr) == (1, True)


def test_a_revoked_token_and_an_ended_engagement_open_nothing(machine: Machine) -> None:
    person = factories.user("auditor")
    made = engagement(person, [factories.account()])
    machine.sign_in(person)
    assert [one["id"] for one in machine.json("engagements")] == [made.engagement_id]
    assert made.title in machine.done("engagements")

    Engagement.objects.update(access_to=now() - timedelta(seconds=1))
    assert machine.json("engagements") == []
    gone = machine.run("pull", made.engagement_id, "--out", "audit")
    assert (gone.returncode, "no such thing" in gone.stderr) == (1, True)

    ApiToken.objects.update(revoked_at=now())
    revoked = machine.run("engagements")
    assert (revoked.returncode, "No token in force" in revoked.stderr) == (1, True)


def test_a_service_that_is_away_is_said_in_words(machine: Machine) -> None:
    ended = machine.run("login", "http://127.0.0.1:9", given="art_x\n")
    assert ended.returncode == 1
    assert "cannot be reached" in ended.stderr
    assert "Traceback" not in ended.stderr
