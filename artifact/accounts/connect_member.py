"""Connect an account of an organisation as the organisation's accounts are."""

from datetime import datetime

from artifact.accounts.connect import AccountInput, connect_account
from compliance.models import Account, Member


def connect_member(member: Member, *, actor: str, now: datetime) -> Account:
    """The member's account, connected through the role that every account of it has.

    :raises ConnectionRefused: what the organisation is followed with cannot be right for it.
    """
    organization = member.organization
    source = organization.source
    return connect_account(
        AccountInput(
            account_id=member.account_id,
            name=member.name or member.account_id,
            role_arn=(
                f"arn:{source.partition}:iam::{member.account_id}:role/{organization.role_name}"
            ),
            external_id=organization.external_id,
            regions=organization.regions,
            endpoint_url=source.endpoint_url,
            cron=organization.cron or None,
        ),
        actor=actor,
        now=now,
    )
