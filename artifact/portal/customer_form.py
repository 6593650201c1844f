"""What is said of customers, and who is invited."""

from django import forms

from artifact.customers.add_customer import CustomerInput
from artifact.customers.open_invitation import Invitee
from artifact.portal.forms import CommaSeparated
from artifact.users.models import Customer, User

OPEN = Customer.objects.filter(closed_at=None).order_by("name", "pk")


class CustomerForm(forms.Form):
    """A company, or one of several accounts of a company."""

    name = forms.CharField(max_length=200)
    customer_id = forms.RegexField(
        r"^\d{12}$",
        required=False,
        label="Customer id",
        help_text="Twelve digits. Empty: one is made.",
        error_messages={"invalid": "A customer id has 12 digits."},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    domains = CommaSeparated(
        required=False,
        label="Mail domains",
        help_text="As example.com, example.org. Whoever proves to have a mailbox there becomes a "
        "member at once. Empty: only those whom you invite.",
    )
    parent = forms.ModelChoiceField(
        queryset=OPEN.filter(parent=None),
        required=False,
        label="Part of the organisation of",
        empty_label="No one; it stands for itself",
        help_text="What is granted to and signed by that customer covers this one too.",
    )
    organization_id = forms.RegexField(
        r"^o-[a-z0-9]{10,32}$",
        required=False,
        label="Organisation id",
        help_text="As o-a1b2c3d4e5, where it manages an organisation. Empty: one is made for its "
        "first member.",
        error_messages={"invalid": "An organisation id is o- and 10 to 32 letters or digits."},
    )

    @classmethod
    def of(cls, customer: Customer, given: object = None) -> "CustomerForm":
        """The form of a customer, whose id stays as it is."""
        form = cls(
            given,  # type: ignore[arg-type]  # what was posted, or None
            initial={
                "name": customer.name,
                "customer_id": customer.customer_id,
                "domains": ", ".join(customer.domains),
                "parent": customer.parent,
                "organization_id": "" if customer.parent_id else customer.organization_id,
            },
        )
        form.fields["customer_id"].disabled = True
        form.fields["parent"].queryset = OPEN.filter(parent=None).exclude(pk=customer.pk)  # type: ignore[attr-defined]  # a choice of models
        return form

    def given(self) -> CustomerInput:
        """The cleaned input, as the use case takes it."""
        return CustomerInput(**self.cleaned_data)


class InviteForm(forms.Form):
    """Who is invited, and as what."""

    email = forms.EmailField(label="E-mail")
    role = forms.ChoiceField(
        choices=[
            (User.Role.CUSTOMER, "Customer: reads reports, signs agreements"),
            (User.Role.AUDITOR, "Auditor: reads reports, findings and evidence"),
        ]
    )
    customer = forms.ModelChoiceField(
        queryset=OPEN, required=False, empty_label="None", help_text="An auditor may have none."
    )

    def invitee(self) -> Invitee:
        """The cleaned input, as the use case takes it."""
        return Invitee(**self.cleaned_data)


class ColleagueForm(forms.Form):
    """A colleague's address."""

    email = forms.EmailField(label="Your colleague's e-mail")
