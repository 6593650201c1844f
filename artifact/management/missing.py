"""What collections could not read, in lines for a person."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from compliance.models import Snapshot, Unit

SIGN_IN = "sign-in"


def missing_lines(collection_ids: Sequence[int]) -> Iterator[str]:
    """One line for each operation and error of a reading, and for each region that is off.

    Where an account could not be signed in to, all its readings lack the same: that is one line.
    """
    unread: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for snapshot in _incomplete(collection_ids):
        account_id = snapshot.account.account_id
        for lacking in snapshot.missing:
            operation, error = lacking["operation"], lacking["error"]
            if operation == SIGN_IN:
                unread[account_id, error][snapshot.region] += 1
            else:
                yield (
                    f"missing: {account_id} {snapshot.region} {snapshot.collector}: "
                    f"{operation}: {error} ({lacking['times']}×)"
                )
    for (account_id, error), readings in unread.items():
        yield (
            f"missing: {account_id} {', '.join(readings)}: {SIGN_IN}: {error} "
            f"({readings.total()} readings)"
        )
    disabled = Unit.objects.filter(collection__in=collection_ids, state=Unit.State.DISABLED)
    for unit in disabled.select_related("collection__account").order_by("pk"):
        yield f"not read: {unit.collection.account.account_id}: {unit.error}"


def _incomplete(collection_ids: Sequence[int]) -> Iterator[Snapshot]:
    found = Snapshot.objects.filter(unit__collection__in=collection_ids, is_complete=False)
    return (
        found.select_related("account")
        .defer("receipt")
        .order_by("account__account_id", "region", "collector")
        .iterator()
    )
