"""Read a frozen population and what was drawn from it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from artifact.engagements.populations import FrozenPopulation, Sample
from artifact.users.models import User
from compliance.aws.spool import Spool
from compliance.evidence.store import fetch, get
from compliance.ledger.append import append


def read_population(population: FrozenPopulation, *, user: User, now: datetime) -> Spool:
    """The exact bytes, with a line in the ledger that they were read.

    :raises BlobDamaged: they are missing or altered.
    """
    content = fetch(population.content_id)
    append(
        actor=user.email,
        action="population.read",
        subject=f"population:{population.population_id}",
        details={"sha256": population.content_id},
        at=now,
    )
    return content


def lines_of(content: Spool) -> Iterator[bytes]:
    """The lines, each with its line feed; only one is held at a time."""
    rest = b""
    for chunk in content.chunks():
        *whole, rest = (rest + chunk).split(b"\n")
        yield from (line + b"\n" for line in whole)
    if rest:
        yield rest


def page_of(content: Spool, first: int, number: int) -> list[dict[str, Any]]:
    """So many lines from the first on, counted from 0."""
    return [json.loads(line) for line in islice(lines_of(content), first, first + number)]


@dataclass(frozen=True)
class ShownSample:
    """A sample's exact bytes, what they say, and the lines that were drawn."""

    content: bytes
    drawn: dict[str, Any]
    lines: list[dict[str, Any]]


def read_sample(sample: Sample, *, user: User, now: datetime) -> ShownSample:
    """The sample with its lines, with a line in the ledger that they were read.

    :raises BlobDamaged: the sample or its population is missing or altered.
    """
    content = get(sample.content_id)
    shown = ShownSample(content, json.loads(content), items_of(sample))
    append(
        actor=user.email,
        action="sample.read",
        subject=f"sample:{sample.sample_id}",
        details={"sha256": sample.content_id},
        at=now,
    )
    return shown


def items_of(sample: Sample) -> list[dict[str, Any]]:
    """The lines that were drawn, in the population's order.

    :raises BlobDamaged: the sample or its population is missing or altered.
    """
    keys = set(json.loads(get(sample.content_id))["keys"])
    found = (json.loads(line) for line in lines_of(fetch(sample.population.content_id)))
    return [one for one in found if one["key"] in keys]
