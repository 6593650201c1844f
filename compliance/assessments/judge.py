"""Judge an estate: every control for every resource, as pure functions."""

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from compliance.assessments.requirement_status import WORST_FIRST
from compliance.aws.answers import NotCollected
from compliance.collectors.resource import Estate, Population, Resource
from compliance.controls.control import (
    ACCOUNT,
    Context,
    Control,
    Outcome,
    not_applicable,
    not_determined,
)

logger = logging.getLogger(__name__)

Key = tuple[str, str, str, str]


@dataclass(frozen=True)
class Judgement:
    """What a control says of one resource, or of a population that could not be listed.

    `read_in` is the region whose snapshot shows it, for the link from finding to evidence.
    """

    control: Control
    resource: str
    region: str
    read_in: str
    outcome: Outcome


def judge(estate: Estate, controls: Iterable[Control], *, now: datetime) -> dict[Key, Judgement]:
    """The judgements by (region, control id, framework whose limits they use, resource ARN).

    Every control has at least one per region: a population that is empty or could not be read
    speaks for itself, so that no region is silently left out.
    """
    found: dict[Key, Judgement] = {}
    for control in controls:
        context = Context(estate, now, control.params)
        for one in _judgements(control, context):
            key = (one.region, control.id, control.limits_of, one.resource)
            # Where two regions describe one resource, what asks for more attention stands.
            if key not in found or _is_worse(one, found[key]):
                found[key] = one
    return found


def outcome(control: Control, resource: Resource, context: Context) -> Outcome:
    """What the control says of the resource; what it could not read is not determined."""
    try:
        return control.judge(resource, context)
    except NotCollected as error:
        return not_determined(f"Could not be read: {str(error).rstrip('.')}.")
    except Exception as error:
        # A control's defect must cost its own verdict only, and must never look like a pass.
        logger.exception("control %s failed on %s", control.id, resource.arn)
        return not_determined(f"The control failed: {type(error).__name__}: {error}")


def _judgements(control: Control, context: Context) -> Iterator[Judgement]:
    account = context.estate.account
    if control.resource_type == ACCOUNT:
        yield Judgement(
            control, account.arn, account.region, "", outcome(control, account, context)
        )
        return
    populations = context.estate.populations(control.resource_type)
    home_regions = {one.region for group in populations for one in group.resources}
    for population in populations:
        for resource in population.resources:
            yield Judgement(
                control,
                resource.arn,
                resource.region,
                population.region,
                outcome(control, resource, context),
            )
        verdict = _of_population(population, is_empty=population.region not in home_regions)
        if verdict:
            yield Judgement(control, population.arn, population.region, population.region, verdict)


def _of_population(population: Population, *, is_empty: bool) -> Outcome | None:
    if population.absent:
        return not_applicable(population.absent)
    if population.error:
        return not_determined(
            f"Could not be listed: {population.operation}: {population.error.rstrip('.')}."
        )
    if population.unknown:
        return not_determined(f"{population.unknown.rstrip('.')}.")
    if is_empty and not population.resources:
        return not_applicable(f"There is none: {population.count_statement}.")
    return None


def _is_worse(one: Judgement, other: Judgement) -> bool:
    return WORST_FIRST.index(one.outcome.status) < WORST_FIRST.index(other.outcome.status)


def versions(controls: Iterable[Control]) -> dict[str, Mapping[str, object]]:
    """What a control set keeps: version and parameters by control id, and `id@framework`."""
    return {
        f"{one.id}@{one.limits_of}".rstrip("@"): {
            "version": one.version,
            "params": dict(one.params),
        }
        for one in controls
    }
