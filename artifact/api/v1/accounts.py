"""AWS accounts that are read."""

from datetime import datetime

from django.db.models import Max, QuerySet
from ninja import Query
from pydantic import BaseModel

from artifact.api.call import ApiRequest
from artifact.api.given import Listing, Shown
from artifact.api.paging import Listed, page
from artifact.api.problems import not_found
from artifact.api.resource import Page, Read, Resource
from artifact.users.policy import Action
from artifact.users.visible import visible_accounts
from compliance.models import Account

router = Resource()


class AccountOut(BaseModel):
    """An AWS account. An empty `regions` means every enabled one."""

    account: str
    name: str
    partition: str
    regions: list[str]
    is_paused: bool
    last_read_at: datetime | None

    @classmethod
    def of(cls, row: Account) -> "AccountOut":
        """As it stands."""
        return cls(
            account=row.account_id,
            name=row.name,
            partition=row.partition,
            regions=row.regions,
            is_paused=row.is_paused,
            last_read_at=row.last_read_at,  # type: ignore[attr-defined]  # annotated below
        )


@router.read("/accounts", Page[AccountOut], Read(Action.READ_FINDINGS))
def list_accounts(request: ApiRequest, given: Query[Listing]) -> Listed[AccountOut]:
    """Every account of which you may see some place, by its id."""
    return page(request, given, _visible(request), by=["account_id"], show=AccountOut.of)


@router.read("/accounts/{account}", AccountOut, Read(Action.READ_FINDINGS))
def get_account(request: ApiRequest, account: str, given: Query[Shown]) -> AccountOut:
    """One account."""
    del given
    found = _visible(request).filter(account_id=account).first()
    if found is None:
        raise not_found()
    return AccountOut.of(found)


def _visible(request: ApiRequest) -> QuerySet[Account]:
    visible = visible_accounts(request.call.owner, now=request.call.at)
    return visible.annotate(last_read_at=Max("collections__finished_at"))
