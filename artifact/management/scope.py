"""What a command line names: accounts, frameworks, times, where findings came about."""

from collections.abc import Sequence
from datetime import UTC, datetime, time

from django.core.management.base import CommandError

from artifact.clock import now
from compliance.aws.regions import HOME, partition_regions
from compliance.collectors.resource import GLOBAL
from compliance.controls.control import CONTROLS
from compliance.frameworks.catalogue import frameworks
from compliance.frameworks.framework import Framework
from compliance.models import Account, Finding


def named_accounts(account_ids: Sequence[str] | None) -> list[Account]:
    """The named accounts in the order of their ids; all of them where none is named.

    :raises CommandError: an id is not connected, or nothing is.
    """
    accounts = Account.objects.order_by("account_id")
    if not account_ids:
        found = list(accounts)
        if not found:
            raise CommandError("No account is connected. Start with: manage.py connect_account")
        return found
    found = list(accounts.filter(account_id__in=account_ids))
    unknown = sorted(set(account_ids) - {one.account_id for one in found})
    if unknown:
        raise CommandError(
            f"Not connected: {', '.join(unknown)}. Connect it with: manage.py connect_account"
        )
    return found


def named_framework(name: str) -> Framework:
    """The framework with this id.

    :raises CommandError: there is none; the message lists those there are.
    """
    known = frameworks()
    if name not in known:
        raise CommandError(f"Unknown framework {name}. Known are: {', '.join(known)}")
    return known[name]


def known_names(kind: str, given: Sequence[str] | None) -> Sequence[str]:
    """The given regions, services or controls, none of which is a slip of the keyboard.

    An empty answer to a misspelt name would read as "nothing fails". What is gone from the
    service, but has findings from when it was there, is known.

    :raises CommandError: a name that nothing bears.
    """
    strange = sorted(set(given or ()) - _names(kind))
    unknown = [one for one in strange if not Finding.objects.filter(**{kind: one}).exists()]
    if unknown:
        raise CommandError(f"Unknown {kind} {', '.join(unknown)}.")
    return given or ()


def _names(kind: str) -> set[str]:
    if kind == "region":
        return {GLOBAL, *(name for partition in HOME for name in partition_regions(partition))}
    return {one.service if kind == "service" else one.id for one in CONTROLS.values()}


def instant(text: str) -> datetime:
    """The time that is written in ISO 8601; in UTC where it does not say.

    :raises CommandError: it is none.
    """
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"'{text}' is no time. Write it as 2026-03-31T23:59:59Z") from error
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def past_instant(text: str) -> datetime:
    """The time that is written, which is not still to come; of a day alone, its end.

    Of today, that is now: a day's end is what the portal shows of it, too.

    :raises CommandError: it is none, or nobody knows yet what will hold then.
    """
    found, today = instant(text), now()
    if len(text) == len("2026-03-31"):
        if found.date() == today.date():
            return today
        found = datetime.combine(found, time.max, UTC)
    if found > today:
        raise CommandError(f"'{text}' is still to come: nobody knows what will hold then.")
    return found
