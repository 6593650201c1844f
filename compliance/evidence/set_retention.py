"""Add or change a rule of retention."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from compliance.aws.models import Account
from compliance.evidence.retention import RetentionClass
from compliance.ledger.append import append


class RetentionRefused(ValueError):
    """The rule cannot be what was asked for; the message says why."""


def set_retention(  # noqa: PLR0913 -- each is a fact of the rule
    name: str,
    *,
    days: int,
    counted_from: str,
    source: str,
    accounts: Sequence[Account],
    actor: str,
    now: datetime,
) -> RetentionClass:
    """The class as it is from now on, for the accounts given, or without any for all.

    The ledger holds what was before. A shorter time deletes nothing by itself.

    :raises RetentionRefused: the name, days or beginning is none.
    """
    with transaction.atomic():
        made = RetentionClass.objects.filter(name=name).first() or RetentionClass(name=name)
        before = str(made) if made.pk else None
        made.days, made.counted_from = days, counted_from
        made.source, made.is_for_all = source, not accounts
        try:
            made.full_clean()
        except ValidationError as error:
            raise RetentionRefused("; ".join(error.messages)) from error
        made.save()
        made.accounts.set(accounts)
        append(
            actor=actor,
            action="retention.set",
            subject=f"retention-class:{name}",
            details={
                "before": before,
                "after": str(made),
                "source": source,
                "accounts": [one.account_id for one in accounts],
            },
            at=now,
        )
    return made
