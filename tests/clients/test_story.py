"""An auditor's story through the command line and REST, from the invitation to the end."""

import io
import json
import zipfile
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from artifact.agreements.wording import TEXT, Wording
from artifact.clock import now
from artifact.engagements.add_auditor import Person
from artifact.engagements.asked import Scope
from artifact.engagements.close_engagement import close_engagement
from artifact.engagements.exports import Export
from artifact.engagements.make_export import make_export
from artifact.engagements.models import Engagement
from artifact.engagements.open_engagement import Opening, open_engagement
from artifact.users.models import User
from compliance.models import Account, Entry
from tests.artifact import factories
from tests.artifact.api.asking import Program
from tests.artifact.customers.post import COME_IN, arrived, path_in
from tests.artifact.engagements import desks
from tests.clients.machine import Machine, ledger_key, sealed

pytestmark = pytest.mark.django_db(transaction=True)
TERMS = "Keep what you read to yourselves."


def invited(account: Account) -> tuple[Engagement, User]:
    """An engagement that a manager opened for somebody who was not known before."""
    what = Opening(
        title="HIPAA 2026",
        firm="Checkers LLP",
        framework="hipaa",
        scope=Scope(
            accounts=[account],
            regions=[],
            period_start=date(2026, 1, 1),
            period_end=date(2026, 6, 30),
            access_from=now() - timedelta(hours=1),
            access_to=now() + timedelta(days=30),
        ),
        terms=Wording(TERMS.encode(), TEXT),
        people=[Person("ada@checkers.example", "Ada Auditor")],
    )
    made = open_engagement(what, actor="manager@example.com", now=now())
    assert Client().post(path_in(arrived()[-1]), COME_IN).status_code == 302
    return made, User.objects.get(email="ada@checkers.example")


def posted(program: Program, path: str, body: Any = None) -> Any:
    """What was made."""
    answer = program.post(path, body)
    assert answer.status_code in {201, 202}, answer.content
    return answer.json()


def test_from_the_invitation_to_the_end_of_access(machine: Machine) -> None:
    mine, strange = factories.account(), factories.account()
    snapshot = desks.read(mine, keys=5)
    desks.read(strange, keys=2)
    made, ada = invited(mine)
    machine.sign_in(ada)
    name = made.engagement_id
    words = ("pull", name, "--out", "audit", "--wait", "0")

    # The terms come first.
    (listed,) = machine.json("engagements")
    assert (listed["id"], listed["is_ready"]) == (name, False)
    assert f"artifactctl accept {name}" in machine.run(*words).stderr
    said = machine.done(
        *("accept", name, "--name", "Ada Auditor", "--authority", "Partner"), given="y\n"
    )
    assert TERMS in said

    # The scope is all that is there.
    (evidence,) = machine.json("evidence", "list", name)
    assert (evidence["account"], evidence["snapshot"]) == (mine.account_id, snapshot.pk)
    auditor, engineer = Program(ada), Program("engineer")
    assert {one["account"] for one in auditor.everything("/findings")} == {mine.account_id}
    assert strange.account_id not in json.dumps(auditor.everything("/accounts"))

    # A population is frozen and a sample drawn; what it names is asked for, and comes.
    desk = f"/engagements/{name}"
    population = posted(
        auditor,
        f"{desk}/populations",
        {
            "title": "Keys",
            "kind": "resources",
            "subject": "AWS::KMS::Key",
            "as_of": "2026-03-31T23:59:59Z",
        },
    )
    assert population["count"] == 5
    drawn = posted(
        auditor,
        f"{desk}/populations/{population['id']}/samples",
        {"rationale": "Two of five.", "size": 2, "seed": "2026"},
    )
    asked = posted(auditor, f"{desk}/requests", {"title": "Key policies", "sample": drawn["id"]})
    number = asked["number"]
    answered = posted(
        engineer,
        f"{desk}/requests/{number}/answers",
        {"text": "Both.", "files": [{"name": "policies.txt", "content": "QWxsb3cgbm9uZS4="}]},
    )
    assert answered["state"] == "received"
    judged = posted(auditor, f"{desk}/requests/{number}/judgements", {"verdict": "accepted"})
    assert judged["state"] == "accepted"
    conclusion = {
        "control": desks.CONTROL,
        "verdict": "not_effective",
        "text": "No key rotates.",
        "samples": [drawn["id"]],
        "evidence": [snapshot.pk],
    }
    posted(auditor, f"{desk}/conclusions", conclusion)
    assert engineer.post(f"{desk}/conclusions", conclusion).status_code == 404

    # All of it is pulled, and verified with no service.
    sealed()
    machine.done(*words)
    sealed()
    machine.done(*words)
    folder = machine.home / "audit"
    (policies,) = folder.glob(f"requests/R-{number}/*")
    assert policies.read_bytes() == b"Allow none."
    verify = ("verify", "audit", "--key", ledger_key())
    assert "All is intact." in machine.done(*verify)

    # The package of workpapers is made in the background.
    started = posted(auditor, f"{desk}/exports")
    package = f"{desk}/exports/{started['id']}"
    assert auditor.get(f"{package}/content").status_code == 409
    make_export(Export.objects.get().pk, clock=now, lease=timedelta(minutes=5))
    watched = auditor.get(package).json()
    assert (watched["state"], watched["steps_done"]) == ("complete", watched["steps_total"])
    content = auditor.get(f"{package}/content").getvalue()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert f"samples/{drawn['id']}.json" in archive.namelist()

    # What was read is in the ledger; access ends, and what was pulled still proves itself.
    reads = Entry.objects.filter(actor=ada.email, action="evidence.read")
    assert reads.filter(subject=f"snapshot:{snapshot.pk}").exists()
    close_engagement(made, actor="manager@example.com", now=now())
    assert machine.json("engagements") == []
    assert machine.run(*words).returncode == 1
    assert auditor.get(desk).status_code == 404
    assert "All is intact." in machine.done(*verify)
