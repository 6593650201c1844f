"""Say in words how evidence was obtained, from the calls that its receipt lists."""

from collections import Counter
from datetime import datetime

from artifact.engagements.readings import missing_in
from compliance.aws.answers import Answers
from compliance.collectors.collector import COLLECTORS
from compliance.evidence.read import ReceiptDamaged, calls, receipt
from compliance.models import Snapshot

SHOWN_CALLS = 12


def procedure(snapshot: Snapshot, resource_type: str, evidence_no: str) -> str:
    """One sentence or two: what was listed, by which calls, when, as whom, and its hash."""
    try:
        kept = receipt(snapshot)
    except ReceiptDamaged as error:
        return f"The record of evidence {evidence_no} is damaged: {error}."
    made = Counter(one.name for one in calls(kept))
    account = snapshot.account
    place = f"account {account.account_id} ({account.name}) in {snapshot.region}"
    number = snapshot.counts.get("resources", {}).get(resource_type)
    listed = _list_call(snapshot, resource_type)
    what = f"Read what {snapshot.collector} answers of {place}"
    if number is not None:
        what = f"Obtained the list of {number} {resource_type} of {place}"
    how = ""
    if pages := made.pop(listed, 0):
        how = f" by calling {listed} ({pages} page{'s' if pages > 1 else ''})"
    when = f" on {_second(snapshot.started_at)} UTC as {kept['caller_arn'] or 'an unknown caller'}"
    return f"{what}{how}{when}.{_others(made)}{_whole(snapshot)}{_named(snapshot, evidence_no)}"


def _list_call(snapshot: Snapshot, resource_type: str) -> str:
    """The call that lists the type, as the collector itself names it."""
    account = snapshot.account
    nothing = Answers(
        [], account_id=account.account_id, region=snapshot.region, partition=account.partition
    )
    described = COLLECTORS[snapshot.collector].describe(nothing)
    return next((one.operation for one in described if one.type == resource_type), "")


def _others(made: Counter[str]) -> str:
    if not made:
        return ""
    names = sorted(made)
    shown = ", ".join(f"{name} ({made[name]})" for name in names[:SHOWN_CALLS])
    more = f" and {len(names) - SHOWN_CALLS} further operations" * (len(names) > SHOWN_CALLS)
    return f" Also called: {shown}{more}."


def _whole(snapshot: Snapshot) -> str:
    if snapshot.is_complete:
        return " Every call was answered."
    return f" It was NOT read wholly: {missing_in(snapshot)}."


def _named(snapshot: Snapshot, evidence_no: str) -> str:
    return (
        f" Evidence {evidence_no}, SHA-256 of the answers {snapshot.blob_id}, "
        f"of the record of calls {snapshot.receipt_sha256}."
    )


def _second(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S}"
