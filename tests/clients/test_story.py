"""An auditor's story through the command line and REST, from the invitation to the end."""

import io
import json
import zipfile
from dataclasses import dataclass
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
from compliance.models import Account, Entry, Snapshot
from tests.artifact import factories
from tests.artifact.api.asking import Program
from tests.artifact.customers.post import COME_IN, arrived, path_in
from tests.artifact.engagements.work import desks
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


@dataclass
class Worked:
    """Both sides at work over REST."""

    made: Engagement
    auditor: Program
    engineer: Program
    sample: str = ""

    @property
    def desk(self) -> str:
        """The engagement's address."""
        return f"/engagements/{self.made.engagement_id}"

    def draw(self) -> None:
        """A population is frozen, and a sample drawn."""
        wanted = {"title": "Keys", "kind": "resources", "subject": "AWS::KMS::Key"}
        at = {"as_of": "2026-03-31T23:59:59Z"}
        frozen = posted(self.auditor, f"{self.desk}/populations", {**wanted, **at})
        assert frozen["count"] == 5
        plan = {"rationale": "Two of five.", "size": 2, "seed": "2026"}
        path = f"{self.desk}/populations/{frozen['id']}/samples"
        self.sample = posted(self.auditor, path, plan)["id"]

    def ask_and_judge(self) -> None:
        """What was drawn is asked for, comes, and is accepted."""
        body = {"title": "Key policies", "sample": self.sample}
        asked = posted(self.auditor, f"{self.desk}/requests", body)
        one = f"{self.desk}/requests/{asked['number']}"
        files = [{"name": "policies.txt", "content": "QWxsb3cgbm9uZS4="}]
        received = posted(self.engineer, f"{one}/answers", {"text": "Both.", "files": files})
        assert received["state"] == "received"
        judged = posted(self.auditor, f"{one}/judgements", {"verdict": "accepted"})
        assert judged["state"] == "accepted"

    def conclude(self, snapshot: Snapshot) -> None:
        """Only the auditor can."""
        body = {
            "control": desks.CONTROL,
            "verdict": "not_effective",
            "text": "No key rotates.",
            "samples": [self.sample],
            "evidence": [snapshot.pk],
        }
        posted(self.auditor, f"{self.desk}/conclusions", body)
        assert self.engineer.post(f"{self.desk}/conclusions", body).status_code == 404


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
    words = ("pull", made.engagement_id, "--out", "audit", "--wait", "0")
    auditor = Program(ada)

    terms_come_first(machine, made, words)
    scope_is_all_that_is_there(machine, made, auditor, snapshot, strange)
    work = Worked(made, auditor, Program("engineer"))
    work.draw()
    work.ask_and_judge()
    work.conclude(snapshot)
    verify = pull_and_verify(machine, work, words)
    package_is_made(work)

    reads = Entry.objects.filter(actor=ada.email, action="evidence.read")
    assert reads.filter(subject=f"snapshot:{snapshot.pk}").exists()
    # Access ends, and what was pulled still proves itself.
    close_engagement(made, actor="manager@example.com", now=now())
    assert machine.json("engagements") == []
    assert machine.run(*words).returncode == 1
    assert auditor.get(work.desk).status_code == 404
    assert "All is intact." in machine.done(*verify)


def terms_come_first(machine: Machine, made: Engagement, words: tuple[str, ...]) -> None:
    """Nothing is pulled until the exact terms are accepted."""
    name = made.engagement_id
    (listed,) = machine.json("engagements")
    assert (listed["id"], listed["is_ready"]) == (name, False)
    assert f"artifactctl accept {name}" in machine.run(*words).stderr
    signature = ("--name", "Ada Auditor", "--authority", "Partner")
    assert TERMS in machine.done("accept", name, *signature, given="y\n")


def scope_is_all_that_is_there(
    machine: Machine, made: Engagement, auditor: Program, snapshot: Snapshot, strange: Account
) -> None:
    """One account is in it; of the other nothing is seen by any way."""
    mine = snapshot.account.account_id
    (evidence,) = machine.json("evidence", "list", made.engagement_id)
    assert (evidence["account"], evidence["snapshot"]) == (mine, snapshot.pk)
    assert {one["account"] for one in auditor.everything("/findings")} == {mine}
    assert strange.account_id not in json.dumps(auditor.everything("/accounts"))


def pull_and_verify(machine: Machine, work: Worked, words: tuple[str, ...]) -> tuple[str, ...]:
    """All of it is pulled, and verified with no service; returns the words that verify."""
    sealed()
    machine.done(*words)
    sealed()
    machine.done(*words)
    (policies,) = (machine.home / "audit").glob("requests/R-1/*")
    assert policies.read_bytes() == b"Allow none."
    verify = ("verify", "audit", "--key", ledger_key())
    assert "All is intact." in machine.done(*verify)
    return verify


def package_is_made(work: Worked) -> None:
    """The workpapers, in the background."""
    package = f"{work.desk}/exports/{posted(work.auditor, f'{work.desk}/exports')['id']}"
    assert work.auditor.get(f"{package}/content").status_code == 409
    make_export(Export.objects.get().pk, clock=now, lease=timedelta(minutes=5))
    assert work.auditor.get(package).json()["state"] == "complete"
    content = work.auditor.get(f"{package}/content").getvalue()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert f"samples/{work.sample}.json" in archive.namelist()
