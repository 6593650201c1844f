"""System checks that prove the wiring between collectors, controls and frameworks."""

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, register

from compliance.collectors.collector import COLLECTORS
from compliance.controls.control import ACCOUNT, CONTROLS
from compliance.frameworks.catalogue import frameworks


def register_checks() -> None:
    """Make `manage.py check` run the checks of this module."""
    register(check_controls, "compliance")
    register(check_frameworks, "compliance")


def check_controls(**_: Any) -> list[CheckMessage]:
    """E001: a control needs evidence that no collector gathers."""
    return list(_unmet_needs())


def check_frameworks(**_: Any) -> list[CheckMessage]:
    """E002: a framework names a control that does not exist. E003: or a limit that it lacks."""
    return [*_unknown_controls(), *_unknown_limits()]


def _unknown_controls() -> list[CheckMessage]:
    return [
        Error(
            f"Framework {framework.id} names control {name}, which does not exist.",
            hint=f"Correct it at requirement {requirement.id}, or add the control's file.",
            id="compliance.E002",
        )
        for framework in frameworks().values()
        for requirement in framework.requirements
        for name in (*(one.id for one in requirement.controls), *requirement.inherited)
        if name not in CONTROLS
    ]


def _unknown_limits() -> list[CheckMessage]:
    return [
        Error(
            f"Framework {framework.id} sets {name} of {control}, which has no such parameter.",
            hint=f"It has: {', '.join(CONTROLS[control].params) or 'none'}.",
            id="compliance.E003",
        )
        for framework in frameworks().values()
        for control, limits in framework.parameters.items()
        if control in CONTROLS
        for name in limits
        if name not in CONTROLS[control].params
    ]


def _unmet_needs() -> Iterator[CheckMessage]:
    for control in CONTROLS.values():
        missing = [need for need in control.needs if need not in COLLECTORS]
        types = {
            name
            for need in control.needs
            if need in COLLECTORS
            for name in COLLECTORS[need].resource_types
        }
        if missing or (control.resource_type != ACCOUNT and control.resource_type not in types):
            yield Error(
                f"Control {control.id} needs {', '.join(missing) or control.resource_type}, "
                "which no collector among its needs gathers.",
                hint="Name the collector's module in `needs`.",
                id="compliance.E001",
            )
