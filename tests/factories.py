"""Rows that tests start from, each whole and valid as the product itself would write it."""

from datetime import UTC, datetime
from itertools import count

from compliance.models import Account, Collection, Unit

MOMENT = datetime(2026, 3, 31, 12, 0, tzinfo=UTC)
# Where moto keeps what is made without assuming a role.
ACCOUNT_ID = "123456789012"

_numbers = count(1)


def account(account_id: str = "", **given: object) -> Account:
    """A connected account, of an id of its own unless one is given."""
    fields: dict[str, object] = {"name": "Payments", "connected_at": MOMENT, **given}
    return Account.objects.create(
        account_id=account_id or f"{next(_numbers) + 100_000_000_000}", **fields
    )


def unit(state: str = Unit.State.QUEUED, region: str = "global") -> Unit:
    """A unit of an open collection of an account of its own."""
    collection = Collection.objects.create(
        account=account(), requested_by="test", requested_at=MOMENT
    )
    return Unit.objects.create(collection=collection, region=region, state=state)
