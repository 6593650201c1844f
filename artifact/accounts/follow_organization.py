"""Follow an organisation: connect its accounts, by hand or as soon as they are listed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from artifact.accounts.connect import EXTERNAL_ID, ConnectionRefused
from artifact.accounts.schedule import NEVER, require_cron
from compliance.aws.models import new_external_id
from compliance.aws.regions import partition_regions
from compliance.ledger.append import append
from compliance.models import Account, Organization

# IAM API Reference, CreateRole, RoleName.
ROLE_NAME = re.compile(r"[\w+=,.@-]{1,64}", re.ASCII)
DEFAULT_ROLE = "ArtifactReadOnly"


@dataclass(frozen=True)
class Following:
    """How the accounts of an organisation are to be connected; None leaves what is there."""

    role_name: str | None = None
    external_id: str | None = None
    regions: Sequence[str] | None = None
    cron: str | None = None
    connects_new: bool | None = None


def follow_organization(
    source: Account, given: Following, *, actor: str, now: datetime
) -> Organization:
    """The organisation that the account may list, newly followed or followed otherwise.

    :raises ConnectionRefused: the role's name, the external id or a region cannot be right.
    :raises ScheduleInvalid: the cron expression cannot be understood.
    """
    with transaction.atomic():
        organization = Organization.objects.filter(source=source).first() or Organization(
            source=source,
            role_name=DEFAULT_ROLE,
            external_id=source.external_id or new_external_id(),
        )
        _take(organization, given)
        _refuse_wrong(organization)
        organization.save()
        append(
            actor=actor,
            action="organization.followed",
            subject=f"account:{source.account_id}",
            details={
                "role_name": organization.role_name,
                "regions": organization.regions,
                "schedule": organization.cron or NEVER,
                "connects_new": organization.connects_new,
            },
            at=now,
        )
    return organization


def _take(organization: Organization, given: Following) -> None:
    for name in ("role_name", "external_id", "cron"):
        value = getattr(given, name)
        if value is not None:
            setattr(organization, name, value.strip())
    if organization.cron == NEVER:
        organization.cron = ""
    if given.regions is not None:
        organization.regions = sorted(set(given.regions))
    if given.connects_new is not None:
        organization.connects_new = given.connects_new


def _refuse_wrong(organization: Organization) -> None:
    if not ROLE_NAME.fullmatch(organization.role_name):
        raise ConnectionRefused(
            f"'{organization.role_name}' is no name of a role: 1 to 64 letters, digits or +=,.@-_"
        )
    if not EXTERNAL_ID.fullmatch(organization.external_id):
        raise ConnectionRefused(
            f"'{organization.external_id}' is no external id: 2 to 1224 letters, digits or "
            "+=,.@:/-"
        )
    if organization.cron:
        require_cron(organization.cron)
    partition = organization.source.partition
    unknown = sorted(set(organization.regions) - set(partition_regions(partition)))
    if unknown:
        raise ConnectionRefused(f"Unknown region {', '.join(unknown)} in partition {partition}.")
