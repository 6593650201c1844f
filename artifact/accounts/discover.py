"""Take over which accounts an organisation has, as one of them listed them last."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from artifact.accounts.connect import AccountInput, ConnectionRefused, connect_account
from artifact.accounts.connect_member import connect_member
from compliance.aws.pack import BodyDamaged
from compliance.collectors.organizations import MEMBER, ORGANIZATION
from compliance.collectors.resource import Resource
from compliance.evidence.read import ReceiptDamaged, populations
from compliance.evidence.store import BlobDamaged
from compliance.ledger.append import append
from compliance.models import Account, Member, Organization, Snapshot

ACTOR = "organisation"


@dataclass
class Discovery:
    """What a list of an organisation's accounts changed, by account id.

    `error` says why the list could not be relied on; then nothing was changed. `refused` says of
    accounts why they could not be connected.
    """

    error: str = ""
    new: list[str] = field(default_factory=list)
    connected: list[str] = field(default_factory=list)
    paused: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def discover(organization_pk: int, *, now: datetime) -> Discovery:
    """What the newest list changed; nothing where it was taken over already.

    New active accounts are connected where that was asked for, and those that AWS suspended or
    closed are paused, once: who resumes one is not overruled.
    """
    with transaction.atomic():
        organization = Organization.objects.select_for_update().get(pk=organization_pk)
        snapshot = _lists(organization).order_by("-ended_at", "-pk").first()
        if snapshot is None:
            return Discovery(organization.error)
        organization.read_at = snapshot.ended_at
        organization.error, listed = _read(organization, snapshot)
        organization.save()
        if organization.error:
            return Discovery(organization.error)
        return _take_over(organization, listed, at=snapshot.ended_at, now=now)


def _lists(organization: Organization) -> QuerySet[Snapshot]:
    """The readings that were not taken over yet."""
    found = Snapshot.objects.filter(account=organization.source, collector="organizations")
    if organization.read_at:
        found = found.filter(ended_at__gt=organization.read_at)
    return found.select_related("account")


def _read(organization: Organization, snapshot: Snapshot) -> tuple[str, Sequence[Resource]]:
    """Why the list cannot be relied on, or an empty reason and the list."""
    try:
        by_type = {one.type: one for one in populations(snapshot)}
    except (BlobDamaged, BodyDamaged, ReceiptDamaged) as error:
        return f"the evidence is damaged: {error}", ()
    (resource,) = by_type[ORGANIZATION].resources
    answer, listed = resource.facts["organization"], by_type[MEMBER]
    if answer.parsed is None:
        return "The account is in no organisation." if answer.absent else answer.error, ()
    if listed.error or listed.absent:
        return listed.error or listed.absent, ()
    told = answer.parsed.get("Organization", {})
    organization.organization_id = told.get("Id", "")
    organization.management_account_id = told.get("MasterAccountId", "")
    return "", listed.resources


def _take_over(
    organization: Organization, listed: Sequence[Resource], *, at: datetime, now: datetime
) -> Discovery:
    found = Discovery()
    before = {one.account_id: one for one in organization.members.all()}
    known = set(before)
    for one in listed:
        member = before.pop(one["account"]["Id"], None) or Member(
            organization=organization,
            account_id=one["account"]["Id"],
            state=Member.ACTIVE,
            first_seen_at=at,
        )
        if member.account_id not in known:
            found.new.append(member.account_id)
        _take_member(member, one, found)
    for gone in before.values():
        if gone.left_at is None:
            gone.left_at = at
            gone.save()
            found.left.append(gone.account_id)
    _connect_new(organization, found, now)
    _pause(found, now)
    if found.new or found.left or found.paused:
        _say(organization, found, now)
    return found


def _take_member(member: Member, listed: Resource, found: Discovery) -> None:
    told = listed["account"]
    # Organizations API, Account: State replaces Status, which older answers have alone.
    state = told.get("State") or told.get("Status") or "unknown"
    if state != Member.ACTIVE and member.state == Member.ACTIVE:
        found.paused.append(member.account_id)
    member.name, member.state, member.left_at = listed.name, state, None
    member.save()


def _connect_new(organization: Organization, found: Discovery, now: datetime) -> None:
    if not organization.connects_new:
        return
    # A StackSet reaches no management account (CloudFormation User Guide, "Service-managed
    # permissions"), so its role is made and it is connected by hand.
    by_hand = organization.management_account_id
    for member in organization.unconnected().exclude(account_id=by_hand):
        try:
            connect_member(member, actor=ACTOR, now=now)
        except ConnectionRefused as refusal:
            found.refused.append(f"{member}: {refusal}")
        else:
            found.connected.append(member.account_id)


def _pause(found: Discovery, now: datetime) -> None:
    """Pause what AWS closed: a role in it can no longer be assumed."""
    reading = Account.objects.filter(account_id__in=found.paused, is_paused=False)
    found.paused = sorted(reading.values_list("account_id", flat=True))
    for account_id in found.paused:
        connect_account(AccountInput(account_id, is_paused=True), actor=ACTOR, now=now)


def _say(organization: Organization, found: Discovery, now: datetime) -> None:
    append(
        actor=ACTOR,
        action="organization.changed",
        subject=f"account:{organization.source.account_id}",
        details={
            "organization": organization.organization_id,
            "new": found.new,
            "left": found.left,
            "paused": found.paused,
        },
        at=now,
    )
