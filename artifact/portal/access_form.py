"""How people come in: asking, being let in, choosing a password."""

from datetime import datetime

from django import forms

from artifact.customers.ask_for_access import Asked
from artifact.customers.decide_request import Approval
from artifact.portal.customer_form import OPEN
from artifact.portal.grant_form import OpeningForm, day_field


class AskForm(forms.Form):
    """Who asks for access, and why."""

    email = forms.EmailField(
        label="Work e-mail",
        help_text="We write to it, so that we know it is yours.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    name = forms.CharField(
        label="Your name", max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    company = forms.CharField(
        max_length=200, widget=forms.TextInput(attrs={"autocomplete": "organization"})
    )
    why = forms.CharField(
        label="What you need, and why",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def asked(self) -> Asked:
        """The cleaned input, as the use case takes it."""
        return Asked(**self.cleaned_data)


class ComeInForm(forms.Form):
    """Name and password of an invited person."""

    name = forms.CharField(
        label="Your full name",
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        strip=False,
        help_text="At least 12 characters; a few words in a row are easy to remember.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="Password again",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, object]:
        """The same password twice."""
        clean = super().clean() or {}
        if "again" in clean and clean.get("password") != clean["again"]:
            self.add_error("again", "The two passwords are not the same.")
        return clean


class ApproveForm(OpeningForm):
    """Into which customer somebody is let, and what is granted to them themselves."""

    customer = forms.ModelChoiceField(queryset=OPEN, empty_label="Choose one")
    has_grant = forms.BooleanField(
        label="Grant this to the person as well",
        required=False,
        help_text="Otherwise they read what is granted to the customer.",
    )
    field_order = ("customer", "has_grant", "framework")

    def approval(self, *, now: datetime) -> Approval:
        """The cleaned input, as the use case takes it."""
        clean = self.cleaned_data
        return Approval(clean["customer"], self.grant(now=now) if clean["has_grant"] else None)


class RefuseForm(forms.Form):
    """Why somebody is not let in."""

    reason = forms.CharField(
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The person reads this in the letter.",
    )


class KeyForm(forms.Form):
    """A key for a program."""

    description = forms.CharField(
        max_length=200, label="What for", help_text="As: nightly import of reports, server cron-2."
    )
    ends_on = day_field(
        "Last day", help_text="In UTC, that day included. Empty: until it is revoked."
    )
