"""Open reports and findings to somebody outside."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from artifact.users.models import Customer, Grant
from artifact.users.record import record_grant


class GrantRefused(Exception):
    """Nothing was granted. `errors` names the fields, with what to do."""

    def __init__(self, errors: dict[str, list[str]]) -> None:
        self.errors = errors
        super().__init__(" ".join(one for each in errors.values() for one in each))


def give_grant(grant: Grant, *, actor: str, now: datetime) -> Grant:
    """Save a grant that was not saved yet; it holds from its `starts_at` on.

    :raises GrantRefused: it names nobody or several, nothing there is, or times that are over.
    """
    grant.granted_by = actor
    with transaction.atomic():
        _refuse_wrong(grant, now=now)
        grant.save()
        record_grant(grant, actor=actor, is_new=True, now=now)
    return grant


def _refuse_wrong(grant: Grant, *, now: datetime) -> None:
    try:
        grant.full_clean()
    except ValidationError as error:
        raise GrantRefused(error.message_dict) from error
    if grant.ends_at and grant.ends_at <= now:
        raise GrantRefused({"ends_at": ["It would have ended already."]})
    if grant.user and grant.user.is_inside:
        raise GrantRefused({"user": [f"{grant.user} sees everything already."]})
    if grant.customer_id:
        # Closing the customer waits for this grant, or this grant sees it closed.
        customer = Customer.objects.select_for_update(of=("self",)).get(pk=grant.customer_id)
        if customer.is_closed:
            raise GrantRefused({"customer": [f"{customer} is closed."]})
