"""What AWS's own reports and the agreements with AWS say in support of a framework."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from artifact.users.models import User
from artifact.users.visible import visible_findings
from compliance.assessments.limits import findings_for
from compliance.collectors.resource import GLOBAL
from compliance.controls.control import CONTROLS, Control
from compliance.frameworks.framework import Framework, Requirement
from compliance.models import Evaluation, Finding


@dataclass(frozen=True)
class Statement:
    """A finding with its status, which is not determined where it was not read lately."""

    finding: Finding
    status: Finding.Status
    is_stale: bool


@dataclass(frozen=True)
class Supported:
    """A requirement with each control that supports it and what that says, account by account."""

    requirement: Requirement
    support: Sequence[tuple[Control, Sequence[Statement]]]


def inherited(
    user: User, framework: Framework, *, now: datetime, max_age: timedelta
) -> list[Supported]:
    """The requirements that AWS supports, in the framework's order; what the user may see of it.

    Two queries, however many requirements.
    """
    statements: dict[str, list[Statement]] = {}
    for one in _statements(user, framework, now=now, max_age=max_age):
        statements.setdefault(one.finding.control, []).append(one)
    return [
        Supported(one, list(_support(one, statements)))
        for one in framework.requirements
        if one.inherited
    ]


def _statements(
    user: User, framework: Framework, *, now: datetime, max_age: timedelta
) -> Iterator[Statement]:
    found = (
        visible_findings(user, now=now, framework=framework)
        .current()
        .filter(findings_for(framework, CONTROLS.values()), control__in=framework.inherited_ids)
    )
    fresh = set(
        Evaluation.objects.filter(region=GLOBAL, instant__gt=now - max_age).values_list(
            "account_id", flat=True
        )
    )
    for one in found.select_related("account").order_by("account__account_id"):
        is_stale = one.account_id not in fresh
        status = Finding.Status.NOT_DETERMINED if is_stale else Finding.Status(one.status)
        yield Statement(one, status, is_stale)


def _support(
    requirement: Requirement, statements: Mapping[str, Sequence[Statement]]
) -> Iterator[tuple[Control, Sequence[Statement]]]:
    for name in requirement.inherited:
        yield CONTROLS[name], statements.get(name, ())
