"""Ask for a report to be made."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from artifact.library.models import Report, ReportVersion
from compliance.aws.regions import partition_regions
from compliance.canonical_json import canonical
from compliance.frameworks.framework import Framework
from compliance.ledger.append import append
from compliance.models import Account, Evaluation

NAMED_IN_TITLE = 3


class ReportRefused(Exception):
    """The report cannot be made; the message says what to do."""


def request_report(
    framework: Framework,
    *,
    accounts: Sequence[Account],
    regions: Sequence[str],
    requested_by: str,
    now: datetime,
) -> ReportVersion:
    """A queued version of the series of this framework and scope, of what holds at `now`.

    :raises ReportRefused: no account is in scope, none of them was ever evaluated, or a region
        is in no partition of theirs.
    """
    if not accounts:
        raise ReportRefused("No account is in scope. Connect one first.")
    if not Evaluation.objects.filter(account__in=accounts).exists():
        raise ReportRefused("None of these accounts has been read yet. Collect first.")
    accounts = sorted(accounts, key=lambda one: one.account_id)
    regions = sorted(set(regions))
    possible = {name for one in accounts for name in partition_regions(one.partition)}
    unknown = [name for name in regions if name not in possible]
    if unknown:
        raise ReportRefused(f"Unknown region {', '.join(unknown)}.")
    with transaction.atomic():
        report = _series(framework, accounts, regions, now)
        last = report.versions.aggregate(number=Max("number"))["number"] or 0
        version = ReportVersion.objects.create(
            report=report,
            number=last + 1,
            as_of=now,
            requested_by=requested_by,
            requested_at=now,
        )
        append(
            actor=requested_by,
            action="report.requested",
            subject=f"report-version:{version.pk}",
            details={
                "framework": framework.id,
                "accounts": [one.account_id for one in accounts],
                "regions": regions,
                "version": version.number,
            },
            at=now,
        )
    return version


def _series(
    framework: Framework, accounts: Sequence[Account], regions: list[str], now: datetime
) -> Report:
    scope = {"accounts": [one.account_id for one in accounts], "regions": regions}
    report, is_new = Report.objects.get_or_create(
        framework=framework.id,
        scope_key=hashlib.sha256(canonical(scope)).hexdigest(),
        defaults={
            "title": f"{framework.name}: {_scope_title(accounts, regions)}",
            "regions": regions,
            "created_at": now,
        },
    )
    if is_new:
        report.accounts.set(accounts)
    return Report.objects.select_for_update().get(pk=report.pk)


def _scope_title(accounts: Sequence[Account], regions: list[str]) -> str:
    names = ", ".join(one.name for one in accounts[:NAMED_IN_TITLE])
    if len(accounts) > NAMED_IN_TITLE:
        names += f" and {len(accounts) - NAMED_IN_TITLE} more"
    return f"{names} in {', '.join(regions)}" if regions else names
