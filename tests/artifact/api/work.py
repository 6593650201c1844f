"""What the API's tests find in an engagement, in a report and among what is one's own."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from artifact.clock import now
from artifact.engagements.answer import Answer, File, answer
from artifact.engagements.ask import ask
from artifact.engagements.comment import comment
from artifact.engagements.conclude import ConclusionInput, conclude
from artifact.engagements.definition import Definition
from artifact.engagements.draw_sample import SampleInput, draw_sample
from artifact.engagements.exports import Export
from artifact.engagements.freeze_population import freeze_population
from artifact.engagements.models import Auditor, Engagement
from artifact.engagements.number_evidence import number_evidence
from artifact.engagements.request_input import RequestInput
from artifact.engagements.scope import grants_of
from artifact.users.models import User
from compliance.evidence.store import put
from compliance.models import Account, Snapshot
from tests.artifact import factories
from tests.artifact.engagements.work import desks

NOTE = b"What was asked for."


@dataclass(frozen=True)
class Work:
    """An engagement with one of everything, and who is in it."""

    engagement: Engagement
    auditor: User
    account: Account
    snapshot: Snapshot
    export: Export

    def names(self) -> dict[str, Any]:
        """What an address names of it."""
        population = self.engagement.populations.get()
        asked = self.engagement.requests.get()
        return {
            "engagement": self.engagement.engagement_id,
            "population": population.population_id,
            "sample": population.samples.get().sample_id,
            "number": asked.number,
            "file": asked.attachments.get().pk,
            "control": desks.CONTROL,
            "evidence_no": self.engagement.evidence.get(snapshot=self.snapshot).evidence_no,
            "export": self.export.export_id,
        }


def engagement(auditor: User, accounts: list[Account], **given: Any) -> Engagement:
    """An open engagement of HIPAA in the accounts, with this person in it and nothing owed."""
    fields: dict[str, Any] = {
        "title": "Examination 2026",
        "firm": "Examiners",
        "framework": "hipaa",
        "period_start": date(2026, 1, 1),
        "period_end": date(2026, 6, 30),
        "access_from": factories.MOMENT,
        "access_to": now() + timedelta(days=30),
        "created_at": factories.MOMENT,
        "created_by": "manager@example.com",
        **given,
    }
    made = Engagement.objects.create(**fields)
    made.accounts.set(accounts)
    belonging = Auditor.objects.create(
        engagement=made, user=auditor, added_at=factories.MOMENT, added_by="manager@example.com"
    )
    if made.terms_id is None:
        for grant in grants_of(made):
            grant.user, grant.granted_by = auditor, "manager@example.com"
            grant.save()
            belonging.grants.add(grant)
    return made


def work(keys: int = 3) -> Work:
    """An engagement in which everything was done once."""
    auditor, inside = factories.user("auditor"), factories.user("engineer")
    account = factories.account()
    snapshot = desks.read(account, keys=keys)
    made = engagement(auditor, [account])
    number_evidence(made, [snapshot.pk], actor=auditor.email, now=now())
    do(made, auditor, inside, snapshot)
    export = Export.objects.create(
        engagement=made,
        user=auditor,
        requested_by=auditor.email,
        requested_at=now(),
        state=Export.State.COMPLETE,
        content=put(auditor.email.encode(), now=now()),
    )
    return Work(made, auditor, account, snapshot, export)


def do(of: Engagement, auditor: User, inside: User, snapshot: Snapshot) -> None:
    """Freeze, draw, ask, answer, comment and conclude once."""
    at = now()
    population = freeze_population(
        of,
        Definition(
            "Keys", "resources", "AWS::KMS::Key", datetime.combine(desks.DAY, time.max, UTC)
        ),
        user=auditor,
        now=at,
        max_age=timedelta(days=365),
    )
    drawn = draw_sample(population, SampleInput("One of all", size=1), user=auditor, now=at)
    asked = ask(of, RequestInput("The policy"), user=auditor, now=at, sample=drawn)
    given = Answer("Here it is", [File("policy.txt", [NOTE])])
    answer(asked, given, max_bytes=1000, user=inside, now=at)
    comment(of, f"request:{asked.number}", "Thank you.", user=auditor, now=at)
    concluded = ConclusionInput(
        "effective", "It works.", [drawn.sample_id], [snapshot.pk], is_shared=True
    )
    conclude(of, desks.CONTROL, concluded, user=auditor, now=at)
