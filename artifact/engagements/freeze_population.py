"""Freeze a list of the engagement's scope, as it stood at an instant."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.db import transaction

from artifact.engagements.definition import Definition, Frame
from artifact.engagements.desk import refuse_closed
from artifact.engagements.finding_lines import finding_lines
from artifact.engagements.line import Line
from artifact.engagements.models import Engagement
from artifact.engagements.occurrence_lines import occurrence_lines
from artifact.engagements.populations import FrozenPopulation
from artifact.engagements.readings import Tie
from artifact.engagements.resource_lines import resource_lines
from artifact.users.models import User
from compliance.aws.spool import Spool
from compliance.evidence.store import put
from compliance.ledger.append import append
from compliance.models import Account

Source = Callable[[Frame, Account], tuple[Iterable[Line], list[Tie]]]
SOURCES: dict[str, Source] = {
    FrozenPopulation.Kind.RESOURCES: resource_lines,
    FrozenPopulation.Kind.FINDINGS: finding_lines,
    FrozenPopulation.Kind.OCCURRENCES: occurrence_lines,
}


def freeze_population(
    engagement: Engagement,
    definition: Definition,
    *,
    user: User,
    now: datetime,
    max_age: timedelta,
) -> FrozenPopulation:
    """The population with its exact bytes, count and reconciliation; never changed again.

    :raises PopulationRefused: it is of something that there is not, or not in this engagement.
    :raises EngagementClosed: nothing can be added any more.
    """
    refuse_closed(engagement)
    frame = Frame(engagement, definition, max_age)
    frame.refuse_wrong(now)
    with transaction.atomic():
        content, count, ties = _gathered(frame)
        population = FrozenPopulation.objects.create(
            engagement=engagement,
            title=definition.title.strip(),
            kind=definition.kind,
            subject=definition.subject,
            accounts=sorted(definition.accounts),
            regions=sorted(definition.regions),
            statuses=sorted(definition.statuses),
            as_of=definition.as_of,
            content=put(content, now=now),
            count=count,
            state=_state(ties, count),
            reconciliation=[one.as_json() for one in ties],
            frozen_at=now,
            frozen_by=user.email,
        )
        _note(population, now)
    return population


def _gathered(frame: Frame) -> tuple[Spool, int, list[Tie]]:
    content, count, ties = Spool(), 0, list[Tie]()
    for account in frame.accounts:
        lines, of_account = SOURCES[frame.definition.kind](frame, account)
        for line in lines:
            content.add(line.as_bytes())
            count += 1
        ties += of_account
    return content, count, ties


def _state(ties: list[Tie], count: int) -> str:
    """Whole only where every place says so; a population of no place was not read."""
    is_short = sum(one.kept for one in ties) != count
    if not ties or is_short or any(one.gaps for one in ties):
        return FrozenPopulation.State.INCOMPLETE
    if any(one.differs for one in ties):
        return FrozenPopulation.State.DIFFERS
    return FrozenPopulation.State.COMPLETE


def _note(population: FrozenPopulation, now: datetime) -> None:
    append(
        actor=population.frozen_by,
        action="population.frozen",
        subject=f"population:{population.population_id}",
        details={
            "engagement": population.engagement.engagement_id,
            "kind": population.kind,
            "subject": population.subject,
            "as_of": population.as_of.isoformat(),
            "count": population.count,
            "sha256": population.content_id,
            "state": population.state,
        },
        at=now,
    )
