"""Find findings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from compliance.assessments.limits import findings_for
from compliance.assessments.models import Finding, FindingQuerySet
from compliance.aws.models import Account
from compliance.controls.control import CONTROLS
from compliance.frameworks.framework import Framework


@dataclass(frozen=True)
class FindingFilter:
    """What is looked for; empty or None means any. Without `as_of`, what holds now."""

    framework: Framework | None = None
    accounts: Sequence[Account] | None = None
    regions: Sequence[str] = ()
    services: Sequence[str] = ()
    controls: Sequence[str] = ()
    statuses: Sequence[str] = ()
    resource: str = ""
    as_of: datetime | None = None


def search(wanted: FindingFilter) -> FindingQuerySet:
    """The findings that match, in the order of account, region, control and resource."""
    held = Finding.objects.as_of(wanted.as_of) if wanted.as_of else Finding.objects.current()
    condition = findings_for(wanted.framework, CONTROLS.values())
    if wanted.accounts is not None:
        condition &= Q(account__in=wanted.accounts)
    if wanted.resource:
        condition &= Q(resource__icontains=wanted.resource)
    for name in ("region", "service", "control", "status"):
        values = getattr(wanted, {"status": "statuses"}.get(name, f"{name}s"))
        if values:
            condition &= Q(**{f"{name}__in": values})
    return (
        held.filter(condition)
        .select_related("account", "opened_by")
        .defer("opened_by__receipt")
        .order_by("account__account_id", "region", "control", "resource", "pk")
    )
