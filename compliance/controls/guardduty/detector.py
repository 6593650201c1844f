"""The detector of a Region: whether it is on, and which protection plans it has.

Sources: GuardDuty API, GetDetector, DetectorFeatureConfigurationResult and
DataSourceConfigurationsResult. `Features` is what counts; `DataSources` is the older form, which
it replaced in March 2023, and is read where an answer has no features.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from compliance.collectors.guardduty import DETECTOR, WATCHED
from compliance.collectors.resource import Estate, Resource
from compliance.controls.cloudtrail.proof import any_holds
from compliance.controls.control import (
    Outcome,
    failed,
    not_applicable,
    not_determined,
    passed,
)

ENABLED, DISABLED = "ENABLED", "DISABLED"


@dataclass(frozen=True)
class Plan:
    """A protection plan: its title, and how GetDetector names it.

    Any of `features` stands for it, the first has it today. `data_source` is the way to its
    status in the older form; empty for plans that came later.
    """

    title: str
    features: tuple[str, ...]
    data_source: tuple[str, ...] = ()


def detectors_of(guardduty: Resource, estate: Estate) -> list[Resource]:
    """The detectors of the Region that the resource stands for; at most one, says AWS.

    :raises NotCollected: they were not listed.
    """
    if not guardduty["detectors"]["DetectorIds"]:
        return []
    return [one for one in estate.known(DETECTOR) if one.region == guardduty.region]


def is_on(detector: Resource) -> bool:
    """Whether it watches: a suspended detector keeps its settings, and finds nothing.

    :raises NotCollected: the detector was not read.
    """
    return bool(detector["detector"].get("Status") == ENABLED)


def judge_plan(detector: Resource, plan: Plan) -> Outcome:
    """Whether the plan is on, for this account, be it by its own setting or its administrator's.

    A Region that does not offer a plan leaves it out of the answer, as an older form of answer
    does; so what is not named is not determined.

    :raises NotCollected: the detector was not read; or the plan is not on, and it is not known
        whether the Region has anything to watch.
    """
    if not is_on(detector):
        return not_applicable("GuardDuty is suspended in the Region.")
    found = _statuses(detector["detector"], plan)
    on = sorted(name for name, status in found.items() if status == ENABLED)
    if on:
        return passed(f"{plan.title} is on ({', '.join(on)}).")
    kinds = [one.operation for one in WATCHED[plan.features[0]]]
    if not any_holds(partial(_has_any, detector, one) for one in kinds):
        return not_applicable(
            f"{plan.title} has nothing to watch in the Region: none came of {', '.join(kinds)}."
        )
    if any(status == DISABLED for status in found.values()):
        return failed(f"{plan.title} is off ({', '.join(sorted(found))}).")
    return not_determined(
        f"GuardDuty did not say whether {plan.title} is on; the Region may not offer it."
    )


def _has_any(detector: Resource, kind: str) -> bool:
    return bool(detector[kind]["Found"])


def _statuses(detector: Mapping[str, Any], plan: Plan) -> dict[str, str]:
    """The statuses of what stands for the plan, by name."""
    features = detector.get("Features")
    if features:
        return {
            str(one["Name"]): str(one.get("Status"))
            for one in features
            if one.get("Name") in plan.features
        }
    place: Any = detector.get("DataSources") or {}
    for name in plan.data_source:
        place = place.get(name) or {}
    status = place.get("Status") if plan.data_source else None
    return {f"DataSources.{'.'.join(plan.data_source)}": str(status)} if status else {}
