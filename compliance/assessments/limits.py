"""Controls with the limits that frameworks set instead of the controls' own."""

from collections.abc import Iterable
from dataclasses import replace

from django.db.models import Q

from compliance.controls.control import Control
from compliance.frameworks.catalogue import frameworks
from compliance.frameworks.framework import Framework


def with_framework_limits(controls: Iterable[Control]) -> list[Control]:
    """Each control with its own limits, then once more for each framework that sets others."""
    found = []
    for control in controls:
        found.append(control)
        for framework in frameworks().values():
            if control.id in overridden(framework, control):
                params = {**control.params, **framework.parameters[control.id]}
                found.append(replace(control, params=params, limits_of=framework.id))
    return found


def overridden(framework: Framework, *controls: Control) -> set[str]:
    """The ids of those controls for which the framework sets a limit other than their own."""
    return {
        one.id
        for one in controls
        if {**one.params, **framework.parameters.get(one.id, {})} != dict(one.params)
    }


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
