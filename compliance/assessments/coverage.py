"""Which accounts and regions were read, when, and what was missing."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from compliance.assessments.facts import CoverageFacts, SnapshotFacts
from compliance.assessments.models import Evaluation
from compliance.aws.models import Account
from compliance.collectors.collector import Scope, judged
from compliance.collectors.resource import GLOBAL
from compliance.evidence.models import Snapshot, Unit
from compliance.evidence.read import receipt


def coverage(
    accounts: Sequence[Account],
    *,
    regions: Sequence[str],
    as_of: datetime,
    max_age: timedelta,
) -> list[CoverageFacts]:
    """One line per account and region in scope; `global` is always among the regions.

    Without `regions`, those that were ever read of the account.
    """
    return [
        line
        for account in accounts
        for line in _of_account(account, regions, as_of=as_of, oldest=as_of - max_age)
    ]


def snapshots_behind(
    accounts: Sequence[Account], *, regions: Sequence[str], as_of: datetime
) -> Iterator[SnapshotFacts]:
    """The newest snapshot of each collector and region in scope, in a fixed order.

    :raises ReceiptDamaged: a receipt is not the one that was kept.
    """
    for account in accounts:
        for one in _newest(account, as_of):
            if not regions or one.region in {*regions, GLOBAL}:
                yield SnapshotFacts(
                    id=one.pk,
                    account=account.account_id,
                    region=one.region,
                    collector=one.collector,
                    collector_version=one.collector_version,
                    caller_arn=receipt(one)["caller_arn"],
                    ended_at=one.ended_at.isoformat(),
                    sha256=one.blob_id,
                    size_bytes=one.blob.size_bytes,
                    receipt_sha256=one.receipt_sha256,
                    calls=one.calls_made,
                    is_complete=one.is_complete,
                )


def _newest(account: Account, as_of: datetime) -> list[Snapshot]:
    newest = Snapshot.objects.newest(account, collectors=judged(), until=as_of).filter(
        unit__collection__evaluations__instant__lte=as_of
    )
    return sorted(newest.select_related("blob"), key=lambda one: (one.region, one.collector))


def _of_account(
    account: Account, regions: Sequence[str], *, as_of: datetime, oldest: datetime
) -> Iterator[CoverageFacts]:
    evaluations = {
        one.region: one
        for one in Evaluation.objects.filter(account=account, instant__lte=as_of)
        .order_by("region", "-instant")
        .distinct("region")
    }
    snapshots: dict[str, list[Snapshot]] = {}
    for one in _newest(account, as_of):
        snapshots.setdefault(one.region, []).append(one)
    in_scope = {GLOBAL, *(regions or evaluations)}
    for region in sorted(in_scope, key=lambda name: (name != GLOBAL, name)):
        yield _line(account, region, evaluations.get(region), snapshots.get(region, []), oldest)


def _line(
    account: Account,
    region: str,
    evaluation: Evaluation | None,
    snapshots: Sequence[Snapshot],
    oldest: datetime,
) -> CoverageFacts:
    missing = [{"collector": one.collector, **line} for one in snapshots for line in one.missing]
    if evaluation is None:
        state, evaluated_at = "never_read", ""
    else:
        state, evaluated_at = _state(evaluation, snapshots, oldest), evaluation.instant.isoformat()
    if state == "complete":
        missing += _never_read(region, snapshots)
        state = "incomplete" if missing else state
    return CoverageFacts(
        account=account.account_id,
        region=region,
        state=state,
        evaluated_at=evaluated_at,
        missing=tuple(missing),
    )


def _never_read(region: str, snapshots: Sequence[Snapshot]) -> list[dict[str, object]]:
    """One line for each collector that a narrower collection left out, and none since read."""
    scope = Scope.GLOBAL if region == GLOBAL else Scope.REGIONAL
    read = {one.collector for one in snapshots}
    return [
        {"collector": name, "operation": "all", "error": "was never read", "times": 1}
        for name, collector in judged().items()
        if collector.scope is scope and name not in read
    ]


def _state(evaluation: Evaluation, snapshots: Sequence[Snapshot], oldest: datetime) -> str:
    disabled = Unit.objects.filter(
        collection=evaluation.collection_id, region=evaluation.region, state=Unit.State.DISABLED
    )
    if evaluation.instant < oldest or any(one.ended_at < oldest for one in snapshots):
        return "stale"
    if disabled.exists():
        return "disabled"
    return "complete" if all(one.is_complete for one in snapshots) else "incomplete"
