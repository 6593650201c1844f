"""Ask for what a sample drew, in one request that lists it."""

from datetime import date, datetime

from artifact.engagements.ask import ask
from artifact.engagements.populations import FrozenPopulation, Sample
from artifact.engagements.read_population import items_of
from artifact.engagements.request_input import LONGEST_TEXT, RequestInput
from artifact.engagements.requests import AuditRequest
from artifact.users.models import User

RESERVE = 200


def ask_for_sample(
    sample: Sample,
    *,
    user: User,
    now: datetime,
    owner: str = "",
    due_on: date | None = None,
) -> AuditRequest:
    """The request; where the list is too long for it, it says how many more the sample has.

    :raises RequestRefused: the owner is nobody inside.
    :raises EngagementClosed: nothing can be added any more.
    :raises BlobDamaged: the sample or its population is missing or altered.
    """
    population = sample.population
    engagement = population.engagement
    is_of_control = population.kind == FrozenPopulation.Kind.FINDINGS
    given = RequestInput(
        title=f"Sample of {sample.drawn}: {population.title}"[:200],
        description=_listed(sample),
        references=[population.subject] if is_of_control else [],
        owner=owner,
        due_on=due_on,
        period_start=engagement.period_start,
        period_end=engagement.period_end,
    )
    return ask(engagement, given, user=user, now=now, sample=sample)


def _listed(sample: Sample) -> str:
    lines = [
        f"Please hand in what shows each of these {sample.drawn} of {sample.population.count}.",
        f"They were drawn as {sample.sample_id}.",
        "",
    ]
    size = sum(len(one) + 1 for one in lines)
    keys = [str(one["key"]) for one in items_of(sample)]
    for number, key in enumerate(keys):
        if size + len(key) > LONGEST_TEXT - RESERVE:
            lines.append(f"… and {len(keys) - number} more, in the sample's own list.")
            break
        lines.append(f"- {key}")
        size += len(key) + 3
    return "\n".join(lines)
