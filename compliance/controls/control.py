"""What a control is, what it answers, and the closed set of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from compliance.collectors.resource import Estate, Resource
from compliance.registry import Registry

ACCOUNT = "AWS::::Account"


class Status(StrEnum):
    """A control's answer for one resource."""

    PASS = "pass"  # noqa: S105 -- a verdict, not a password
    FAIL = "fail"
    NOT_APPLICABLE = "not_applicable"
    NOT_DETERMINED = "not_determined"


class Severity(StrEnum):
    """How much harm a failure can do."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True)
class Outcome:
    """A status and why, in one sentence that stays the same while the facts do.

    A reason carries dates and names, never "3 days ago": a finding whose reason changed is a new
    finding.
    """

    status: Status
    reason: str


def passed(reason: str) -> Outcome:
    """The evidence proves that the resource does what the control asks."""
    return Outcome(Status.PASS, reason)


def failed(reason: str) -> Outcome:
    """The evidence proves that it does not."""
    return Outcome(Status.FAIL, reason)


def not_applicable(reason: str) -> Outcome:
    """The evidence proves that the question does not arise for this resource."""
    return Outcome(Status.NOT_APPLICABLE, reason)


def not_determined(reason: str) -> Outcome:
    """The evidence was read and does not tell."""
    return Outcome(Status.NOT_DETERMINED, reason)


@dataclass(frozen=True)
class Context:
    """What a control may look at besides its resource.

    `now` is the instant of the evidence, not of the evaluation: the same evidence gives the same
    outcome at any later time.
    """

    estate: Estate
    now: datetime
    params: Mapping[str, Any] = field(default_factory=dict)


Judge = Callable[[Resource, Context], Outcome]


@dataclass(frozen=True)
class Control:
    """One automatic test of evidence.

    `id` is the module's path below `controls` (`kms/rotation_enabled.py` is
    `kms.rotation-enabled`). `version` is raised whenever the same evidence could be judged
    differently. `needs` names collectors. `risk` is the first line of the module's docstring.
    `resource_type` is what is judged, one outcome each; `ACCOUNT` is judged once, as `global`.
    `limits_of` names the framework whose limits stand in `params`; empty for the control's own.
    """

    id: str
    version: int
    title: str
    severity: Severity
    resource_type: str
    needs: tuple[str, ...]
    params: Mapping[str, Any]
    remediation: str
    source: str
    risk: str
    judge: Judge
    limits_of: str = ""

    @property
    def service(self) -> str:
        """The AWS service that the control is about: the first part of its id."""
        return self.id.partition(".")[0]


CONTROLS: Registry[Control] = Registry("control")


def control(  # noqa: PLR0913 -- each is a named fact of the control, none has a sensible default
    *,
    title: str,
    severity: Severity,
    resource_type: str,
    needs: tuple[str, ...],
    remediation: str,
    source: str,
    version: int = 1,
    params: Mapping[str, Any] | None = None,
) -> Callable[[Judge], Judge]:
    """Register the decorated function as the control of its module.

    `source` names clause and version of what asks for it. The function's docstring states the
    risk in one sentence. Defaults in `params` can be overridden by a framework or organisation.
    """

    def decorate(judge: Judge) -> Judge:
        control_id = ".".join(judge.__module__.split(".")[-2:]).replace("_", "-")
        CONTROLS.add(
            control_id,
            Control(
                id=control_id,
                version=version,
                title=title,
                severity=severity,
                resource_type=resource_type,
                needs=needs,
                params=dict(params or {}),
                remediation=remediation,
                source=source,
                risk=(judge.__doc__ or "").strip().partition("\n")[0],
                judge=judge,
            ),
        )
        return judge

    return decorate
