"""How each account of an organisation stands here."""

from dataclasses import dataclass

from compliance.models import Account, Member, Organization


@dataclass(frozen=True)
class Standing:
    """A listed account, and the connected one of the same id, if it is connected."""

    member: Member
    account: Account | None
    is_connectable: bool

    @property
    def words(self) -> str:
        """`connected, paused`, `not connected, left the organisation by 2026-05-01`."""
        said = "not connected"
        if self.account is not None:
            said = "connected, paused" if self.account.is_paused else "connected"
        if self.member.left_at is not None:
            said += f", left the organisation by {self.member.left_at:%Y-%m-%d}"
        return said


def standings(organization: Organization) -> list[Standing]:
    """One for each account that was ever listed: first those that could be connected."""
    members = organization.members.order_by("account_id")
    connected = {
        one.account_id: one
        for one in Account.objects.filter(account_id__in=members.values("account_id"))
    }
    found = [
        Standing(
            member=member,
            account=connected.get(member.account_id),
            is_connectable=(
                member.account_id not in connected
                and member.state == Member.ACTIVE
                and member.left_at is None
            ),
        )
        for member in members
    ]
    return sorted(found, key=lambda one: not one.is_connectable)
