"""Set the organisation's own limits of a control."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from compliance.assessments.models import OrganisationLimit
from compliance.controls.control import CONTROLS
from compliance.frameworks.catalogue import frameworks
from compliance.ledger.append import append


class LimitRefused(ValueError):
    """The limit cannot be set; the message says what can."""


def set_limits(
    control: str,
    params: Mapping[str, Any],
    *,
    framework: str,
    reason: str,
    actor: str,
    now: datetime,
) -> OrganisationLimit:
    """The limits, which hold from the next evaluation on; empty `params` clear them.

    Without a framework they replace the control's own; with one, what that framework sets.

    :raises LimitRefused: there is no such control, framework or parameter, a value is of another
        kind than the control's own, or no reason is given.
    """
    _demand(control, params, framework, reason)
    with transaction.atomic():
        made = OrganisationLimit.objects.create(
            control=control,
            framework=framework,
            params=dict(params),
            reason=reason.strip(),
            set_by=actor,
            set_at=now,
        )
        append(
            actor=actor,
            action="control.limits-set",
            subject=f"control:{control}",
            details={"framework": framework, "params": dict(params), "reason": made.reason},
            at=now,
        )
    return made


def _demand(control: str, params: Mapping[str, Any], framework: str, reason: str) -> None:
    if control not in CONTROLS:
        raise LimitRefused(f"There is no control {control}: `manage.py controls` lists them.")
    known = CONTROLS[control].params
    if framework and control not in getattr(frameworks().get(framework), "parameters", {}):
        setting = [one.id for one in frameworks().values() if control in one.parameters]
        others = ", ".join(setting) or "none"
        raise LimitRefused(f"{framework} sets no limit of {control}; those that do: {others}.")
    for name, value in params.items():
        if name not in known:
            raise LimitRefused(f"{control} has no {name}; it has {', '.join(known) or 'none'}.")
        if not _is_alike(value, known[name]):
            kind = type(known[name]).__name__
            raise LimitRefused(f"{name} is a {kind}, as {known[name]!r}; not {value!r}.")
    if not reason.strip():
        raise LimitRefused("Say why: the reason of a limit stands in the ledger.")


def _is_alike(value: object, known: object) -> bool:
    if isinstance(known, bool) or isinstance(value, bool):
        return isinstance(known, bool) and isinstance(value, bool)
    if isinstance(known, int | float):
        return isinstance(value, int | float) and value >= 0
    if isinstance(known, list | tuple):
        return isinstance(value, list)
    return known is None or isinstance(value, type(known))
