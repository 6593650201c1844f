"""Controls with the limits of the organisation, and those that frameworks set instead."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.db.models import Q

from compliance.controls.control import Control
from compliance.frameworks.catalogue import frameworks
from compliance.frameworks.framework import Framework

# By control id and framework, which is empty for the control's own findings.
Limits = Mapping[tuple[str, str], Mapping[str, Any]]


def with_limits(controls: Iterable[Control], organisation: Limits) -> list[Control]:
    """Each control with its limits, then once more for each framework that sets some.

    What the organisation sets for all replaces the control's own; what a framework sets replaces
    that, so that no organisation can weaken a standard unawares; what the organisation sets for
    one framework comes last, since there it was decided for this standard.
    """
    found = []
    for control in controls:
        own = {**control.params, **organisation.get((control.id, ""), {})}
        found.append(replace(control, params=own))
        for framework in frameworks().values():
            decided = organisation.get((control.id, framework.id), {})
            if control.id in overridden(framework, control):
                params = {**own, **framework.parameters[control.id], **decided}
                found.append(replace(control, params=params, limits_of=framework.id))
    return found


def overridden(framework: Framework, *controls: Control) -> set[str]:
    """The ids of those controls for which the framework sets limits."""
    return {one.id for one in controls if one.id in framework.parameters}


def findings_for(framework: Framework | None, controls: Iterable[Control]) -> Q:
    """The findings that count for a framework: by its own limits where it sets any.

    Without a framework, those by the controls' own limits.
    """
    if framework is None:
        return Q(limits_of="")
    named = [one for one in controls if one.id in framework.control_ids]
    special = overridden(framework, *named)
    plain = {one.id for one in named} - special
    return Q(control__in=plain, limits_of="") | Q(control__in=special, limits_of=framework.id)
