"""Register the security contact of each account that has one."""

from demo.planting import HOME, Plot
from demo.service import Service


def plant_contact(plot: Plot, _place: str) -> None:
    """The declared contact; an account without one has none."""
    contact = plot.account.declared.get("security_contact")
    if contact is None:
        return
    plot.client("account", HOME).put_alternate_contact(
        AlternateContactType="SECURITY",
        Name=contact["name"],
        Title="Security operations",
        EmailAddress=contact["email"],
        PhoneNumber=contact["phone"],
    )


SERVICE = Service(
    name="account",
    plant=plant_contact,
    is_global=True,
    account_controls=("account.region-use-restricted", "account.security-contact"),
)
