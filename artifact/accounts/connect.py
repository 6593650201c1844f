"""Connect an account, or change how it is reached."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import transaction

from artifact.accounts.schedule import schedule, schedule_of
from compliance.aws.models import new_external_id
from compliance.aws.regions import partition_regions
from compliance.ledger.append import append
from compliance.models import Account

# What STS takes (API Reference, AssumeRole, ExternalId).
EXTERNAL_ID = re.compile(r"[\w+=,.@:/-]{2,1224}", re.ASCII)


class ConnectionRefused(Exception):
    """What was given cannot be an account; the message says what to correct."""


@dataclass(frozen=True)
class AccountInput:
    """What a person says of an account; None leaves what is there."""

    account_id: str
    name: str | None = None
    role_arn: str | None = None
    external_id: str | None = None
    regions: Sequence[str] | None = None
    endpoint_url: str | None = None
    cron: str | None = None
    is_paused: bool | None = None


def connect_account(given: AccountInput, *, actor: str, now: datetime) -> Account:
    """The account, new or changed; a role without an external id gets one generated.

    :raises ConnectionRefused: the id, role, name or a region cannot be right.
    :raises ScheduleInvalid: the cron expression cannot be understood.
    """
    with transaction.atomic():
        account = Account.objects.filter(account_id=given.account_id).first() or Account(
            account_id=given.account_id, name=given.account_id, connected_at=now
        )
        is_new = account.pk is None
        _take(account, given)
        _refuse_wrong(account)
        account.save()
        schedule(account, schedule_of(account) if given.cron is None else given.cron)
        append(
            actor=actor,
            action="account.connected" if is_new else "account.changed",
            subject=f"account:{account.account_id}",
            details={
                "name": account.name,
                "role_arn": account.role_arn,
                "regions": account.regions,
                "endpoint_url": account.endpoint_url,
                "schedule": schedule_of(account),
                "is_paused": account.is_paused,
            },
            at=now,
        )
    return account


def _take(account: Account, given: AccountInput) -> None:
    for name in ("name", "role_arn", "external_id", "endpoint_url"):
        value = getattr(given, name)
        if value is not None:
            setattr(account, name, value.strip())
    if given.regions is not None:
        account.regions = sorted(set(given.regions))
    if given.is_paused is not None:
        account.is_paused = given.is_paused
    if account.role_arn:
        account.partition = account.role_arn.split(":")[1] if ":" in account.role_arn else ""
        account.external_id = account.external_id or new_external_id()


def _refuse_wrong(account: Account) -> None:
    if account.role_arn:
        _refuse_wrong_role(account)
    if account.external_id and not EXTERNAL_ID.fullmatch(account.external_id):
        raise ConnectionRefused(
            f"'{account.external_id}' is no external id: 2 to 1224 letters, digits or +=,.@:/-"
        )
    if account.endpoint_url and urlsplit(account.endpoint_url).scheme not in {"http", "https"}:
        raise ConnectionRefused(f"'{account.endpoint_url}' is no http or https address.")
    try:
        account.full_clean(validate_unique=False)
    except ValidationError as error:
        raise ConnectionRefused("; ".join(_named(error))) from error
    unknown = sorted(set(account.regions) - set(partition_regions(account.partition)))
    if unknown:
        raise ConnectionRefused(
            f"Unknown region {', '.join(unknown)} in partition {account.partition}."
        )


def _refuse_wrong_role(account: Account) -> None:
    parts = account.role_arn.split(":")
    if len(parts) != 6 or parts[2] != "iam" or not parts[5].startswith("role/"):  # noqa: PLR2004 -- an ARN has six parts
        raise ConnectionRefused(
            f"'{account.role_arn}' is no role ARN. "
            f"It looks like arn:aws:iam::{account.account_id}:role/ArtifactReadOnly"
        )
    if parts[1] not in Account.Partition.values:
        raise ConnectionRefused(
            f"'{parts[1]}' in the role ARN is no partition. "
            f"Known are: {', '.join(Account.Partition.values)}."
        )
    if parts[4] != account.account_id:
        raise ConnectionRefused(
            f"The role belongs to account {parts[4]}, not to {account.account_id}."
        )


def _named(error: ValidationError) -> Iterator[str]:
    for name, messages in error.message_dict.items():
        yield f"{name.replace('_', ' ')}: {' '.join(messages)}"
