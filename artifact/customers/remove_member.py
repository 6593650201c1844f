"""A person belongs here no more."""

from datetime import datetime

from django.db import transaction

from artifact.customers.switch_off import switch_off
from artifact.users.models import User


class NotRemoved(Exception):
    """The person stays; the message says why."""


def remove_member(person: User, *, actor: str, now: datetime) -> None:
    """Switch the person off: they are out with their next request.

    :raises NotRemoved: they are out already, or belong to the company that runs the service.
    """
    with transaction.atomic():
        mine = User.objects.select_for_update(of=("self",)).get(pk=person.pk)
        if mine.is_inside:
            raise NotRemoved("People of your own company are switched off in the administration.")
        is_invited = mine.invitations.filter(accepted_at=None, withdrawn_at=None).exists()
        if not mine.is_active and not is_invited:
            raise NotRemoved(f"{mine} is out already.")
        switch_off(mine, actor=actor, now=now)
