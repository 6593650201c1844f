"""What ends soon: grants, engagements, agreements and access keys."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from artifact.access_keys.models import AccessKey
from artifact.agreements.customer_agreement import CustomerAgreement
from artifact.engagements.models import Engagement
from artifact.notifications.kinds import Kind
from artifact.notifications.models import Notice
from artifact.users.models import Grant


@dataclass(frozen=True)
class Expiry:
    """One thing and when it ends; `subject` as the ledger writes it."""

    subject: str
    kind: Kind
    title: str
    ends_at: datetime

    def notice(self, *, now: datetime) -> Notice:
        """What is told of it, once for each end that it is given; not saved yet."""
        return Notice(
            key=f"expires:{self.subject}:{self.ends_at.isoformat()}",
            kind=self.kind,
            kinds=[self.kind],
            subject=self.subject,
            title=self.title,
            facts={"ends_at": self.ends_at.isoformat()},
            at=now,
        )


def expiring(*, now: datetime, within: timedelta) -> list[Expiry]:
    """All that holds now and ends within this time, the next first."""
    found = [
        *_grants(now, within),
        *_engagements(now, within),
        *_agreements(now, within),
        *_keys(now, within),
    ]
    return sorted(found, key=lambda one: (one.ends_at, one.subject))


def _grants(now: datetime, within: timedelta) -> list[Expiry]:
    """Those of an engagement, one for each account, end with it and are told once."""
    grants = Grant.objects.in_force(now=now).filter(ends_at__lte=now + within, auditors=None)
    return [
        Expiry(f"grant:{one.pk}", Kind.ACCESS_EXPIRES, _grant_words(one, one.ends_at), one.ends_at)
        for one in grants.select_related("user", "customer")
        if one.ends_at
    ]


def _grant_words(grant: Grant, ends_at: datetime) -> str:
    whose = grant.customer.name if grant.customer else grant.user or "every customer"
    named = [one for one in (grant.framework, grant.category, grant.series) if one]
    what = ", ".join(named) or "every report"
    return f"Access of {whose} to {what} ends on {ends_at:%Y-%m-%d}"


def _engagements(now: datetime, within: timedelta) -> list[Expiry]:
    ending = Engagement.objects.open_at(now).filter(access_to__lte=now + within)
    return [
        Expiry(
            one.name_in_ledger,
            Kind.ACCESS_EXPIRES,
            f"Engagement {one.title} of {one.firm} ends on {one.access_to:%Y-%m-%d}",
            one.access_to,
        )
        for one in ending
    ]


def _agreements(now: datetime, within: timedelta) -> list[Expiry]:
    signed = CustomerAgreement.objects.in_force(now=now).filter(effective_end__lte=now + within)
    return [
        Expiry(
            f"customer-agreement:{one.customer_agreement_id}",
            Kind.AGREEMENT_EXPIRES,
            f"{one.name} of {one.customer.name} ends on {one.effective_end:%Y-%m-%d}",
            one.effective_end,
        )
        for one in signed.select_related("customer")
        if one.effective_end
    ]


def _keys(now: datetime, within: timedelta) -> list[Expiry]:
    keys = AccessKey.objects.in_force(now=now).filter(expires_at__lte=now + within)
    return [
        Expiry(
            f"access-key:{one.key_id}",
            Kind.ACCESS_EXPIRES,
            f"Access key {one.key_id} of {one.user} ends on {one.expires_at:%Y-%m-%d}",
            one.expires_at,
        )
        for one in keys.select_related("user")
        if one.expires_at
    ]
