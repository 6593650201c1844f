"""How the accounts of an organisation are connected, as people fill it in."""

from django import forms

from artifact.accounts.follow_organization import DEFAULT_ROLE, Following
from artifact.accounts.schedule import NEVER
from artifact.portal.forms import CommaSeparated
from compliance.models import Account, Organization


class OrganizationForm(forms.Form):
    """The role, and what else the accounts of an organisation have in common."""

    about = (
        "The account must be the organisation's management account or a delegated administrator. "
        "It lists the organisation's accounts at each of its runs."
    )

    role_name = forms.CharField(
        label="Role in every account",
        max_length=64,
        initial=DEFAULT_ROLE,
        help_text="The role that the StackSet or the Terraform module made.",
    )
    external_id = forms.CharField(
        label="External id",
        required=False,
        help_text="What the roles' trust policies demand. Empty: as the account's, or new.",
    )
    regions = CommaSeparated(
        required=False, help_text="As eu-west-1, us-east-1. Empty: every enabled region."
    )
    schedule = forms.CharField(
        required=False,
        help_text="Cron in UTC of accounts that are connected from now on, as 0 3 * * *.",
    )
    connects_new = forms.BooleanField(
        label="Connect accounts as soon as they are listed",
        required=False,
        help_text="Active ones, without the management account, which a StackSet does not reach.",
    )

    @classmethod
    def of(cls, source: Account, given: object = None) -> "OrganizationForm":
        """The form of an organisation that may be followed already."""
        followed = Organization.objects.filter(source=source).first()
        if followed is None:
            return cls(given)  # type: ignore[arg-type]  # what was posted, or None
        return cls(
            given,  # type: ignore[arg-type]  # as above
            initial={
                "role_name": followed.role_name,
                "external_id": followed.external_id,
                "regions": ", ".join(followed.regions),
                "schedule": followed.cron,
                "connects_new": followed.connects_new,
            },
        )

    def given(self) -> Following:
        """The cleaned input, as the use case takes it."""
        clean = self.cleaned_data
        return Following(
            role_name=clean["role_name"],
            external_id=clean["external_id"] or None,
            regions=clean["regions"],
            cron=clean["schedule"] or NEVER,
            connects_new=clean["connects_new"],
        )
