"""Accounts, frameworks and times that a command line names."""

from collections.abc import Sequence
from datetime import UTC, datetime

from django.core.management.base import CommandError

from compliance.frameworks.catalogue import frameworks
from compliance.frameworks.framework import Framework
from compliance.models import Account


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


def instant(text: str) -> datetime:
    """The time that is written in ISO 8601; in UTC where it does not say.

    :raises CommandError: it is none.
    """
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"'{text}' is no time. Write it as 2026-03-31T23:59:59Z") from error
    return found if found.tzinfo else found.replace(tzinfo=UTC)
