"""Draw a sample from a frozen population."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from artifact.engagements.desk import refuse_closed
from artifact.engagements.frequency import Frequency, Risk, size_of
from artifact.engagements.populations import FrozenPopulation, Sample
from artifact.engagements.read_population import lines_of
from artifact.engagements.sampling import DIVIDERS, Plan, canonical, draw
from artifact.users.models import User
from compliance.evidence.store import fetch, put
from compliance.ledger.append import append

LONGEST_SEED = 200
LARGEST = 10_000


class SampleRefused(Exception):
    """It cannot be drawn so; the message says what to do."""


@dataclass(frozen=True)
class SampleInput:
    """How many (`size`, or by `frequency` and `risk`), from which strata, and why so.

    Without a seed one is made at random; it is shown beside the sample.
    """

    rationale: str
    size: int | None = None
    frequency: str = ""
    risk: str = ""
    strata_by: Sequence[str] = ()
    is_every_stratum_in: bool = False
    seed: str = ""


def draw_sample(
    population: FrozenPopulation, given: SampleInput, *, user: User, now: datetime
) -> Sample:
    """The sample; the same input draws the same one again. Never changed.

    :raises SampleRefused: nothing can be drawn so.
    :raises EngagementClosed: nothing can be added any more.
    :raises BlobDamaged: the population is missing or altered.
    """
    refuse_closed(population.engagement)
    plan = _plan(given, population)
    content = fetch(population.content_id)
    drawn = draw(lambda: lines_of(content), plan)
    with transaction.atomic():
        sample = Sample.objects.create(
            population=population,
            seed=plan.seed,
            strata_by=list(plan.strata_by),
            is_every_stratum_in=plan.is_every_stratum_in,
            frequency="" if given.size else given.frequency,
            risk="" if given.size else given.risk,
            asked=plan.size,
            drawn=len(drawn["keys"]),
            rationale=given.rationale.strip(),
            content=put(canonical(drawn), now=now),
            drawn_at=now,
            drawn_by=user.email,
        )
        _note(sample, now)
    return sample


def _plan(given: SampleInput, population: FrozenPopulation) -> Plan:
    if not population.count:
        raise SampleRefused("The population is empty: there is nothing to draw.")
    if not given.rationale.strip():
        raise SampleRefused("Say why this sample, so that a reader of the workpaper knows.")
    if set(given.strata_by) - set(DIVIDERS):
        raise SampleRefused(f"A sample is divided by {', '.join(DIVIDERS)} alone.")
    seed = given.seed or secrets.token_hex(16)
    if len(seed) > LONGEST_SEED or not seed.isprintable():
        raise SampleRefused(f"A seed has at most {LONGEST_SEED} characters, on one line.")
    # In their own order, so that the same choice is the same sample.
    strata_by = [one for one in DIVIDERS if one in given.strata_by]
    return Plan(seed, _size(given), strata_by, given.is_every_stratum_in)


def _size(given: SampleInput) -> int:
    if given.size is not None:
        if not 1 <= given.size <= LARGEST:
            raise SampleRefused(f"Draw between 1 and {LARGEST:,}.")
        return given.size
    if given.frequency not in Frequency.values or given.risk not in Risk.values:
        raise SampleRefused("Say how many, or how often the control is performed and the risk.")
    return size_of(given.frequency, given.risk)


def _note(sample: Sample, now: datetime) -> None:
    append(
        actor=sample.drawn_by,
        action="sample.drawn",
        subject=f"sample:{sample.sample_id}",
        details={
            "engagement": sample.population.engagement.engagement_id,
            "population": sample.population.population_id,
            "population_sha256": sample.population.content_id,
            "sha256": sample.content_id,
            "seed": sample.seed,
            "strata_by": sample.strata_by,
            "is_every_stratum_in": sample.is_every_stratum_in,
            "asked": sample.asked,
            "drawn": sample.drawn,
            "rationale": sample.rationale,
        },
        at=now,
    )
