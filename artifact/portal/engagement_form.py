"""What an engagement opens, to whom, and when."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from artifact.agreements.wording import Wording
from artifact.engagements.add_auditor import Person
from artifact.engagements.asked import Scope
from artifact.engagements.models import Engagement
from artifact.engagements.open_engagement import Opening
from artifact.portal.forms import CommaSeparated
from artifact.portal.grant_form import start_of
from artifact.portal.terms_form import wording_of
from compliance.frameworks.catalogue import frameworks
from compliance.models import Account


def _day(label: str, **given: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **given)


class ScopeForm(forms.Form):
    """Where, of which period, and until when."""

    accounts = forms.ModelMultipleChoiceField(
        queryset=Account.objects.order_by("name", "account_id"),
        widget=forms.CheckboxSelectMultiple,
    )
    regions = CommaSeparated(
        required=False, help_text="As eu-west-1, us-east-1. Empty: every region."
    )
    period_start = _day(
        "First day of the period",
        help_text="Days in UTC. Only what was found and read in the period is shown.",
    )
    period_end = _day("Last day of the period", help_text="This day included.")
    access_from = _day("Open from", help_text="The beginning of this day, UTC.")
    access_to = _day("Open until", help_text="The end of this day, UTC. Then it closes by itself.")

    @classmethod
    def of(cls, engagement: Engagement, given: object = None) -> "ScopeForm":
        """The form of an engagement that there is."""
        form = cls(
            given,  # type: ignore[arg-type]  # what was posted, or None
            initial={
                "accounts": list(engagement.accounts.all()),
                "regions": ", ".join(engagement.regions),
                "period_start": engagement.period_start,
                "period_end": engagement.period_end,
                "access_from": engagement.access_from.date(),
                "access_to": _last_day(engagement.access_to),
            },
        )
        form.before = engagement
        return form

    before: Engagement | None = None

    def scope(self) -> Scope:
        """The cleaned input, as the use cases take it; an unchanged day keeps its hour."""
        clean = self.cleaned_data
        access_from = start_of(clean["access_from"])
        access_to = start_of(clean["access_to"] + timedelta(days=1))
        if self.before and "access_from" not in self.changed_data:
            access_from = self.before.access_from
        if self.before and "access_to" not in self.changed_data:
            access_to = self.before.access_to
        return Scope(
            accounts=list(clean["accounts"]),
            regions=clean["regions"],
            period_start=clean["period_start"],
            period_end=clean["period_end"],
            access_from=access_from,
            access_to=access_to,
        )


def _last_day(end: datetime) -> date:
    return (end - timedelta(microseconds=1)).date()


class EngagementForm(ScopeForm):
    """The same, of whose audit, with which terms, and for whom."""

    title = forms.CharField(max_length=200, help_text="As SOC 2 Type II, 2026.")
    firm = forms.CharField(max_length=200, label="Auditors' firm")
    framework = forms.ChoiceField()
    terms = forms.CharField(
        label="Terms to accept first",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Each person accepts them, to the letter, before anything opens. "
        "Empty, and no PDF: nothing is asked.",
    )
    pdf = forms.FileField(label="Or a PDF", required=False)
    people = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One e-mail address a line. Whoever is not known yet is invited.",
    )

    field_order = ("title", "firm", "framework")

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        offered = [(one.id, f"{one.name} {one.version}") for one in frameworks().values()]
        self.fields["framework"].choices = offered  # type: ignore[attr-defined]  # a choice field

    def clean_people(self) -> list[Person]:
        """The addresses, each of which could be one."""
        found = []
        for line in self.cleaned_data["people"].replace(",", "\n").split():
            try:
                validate_email(line)
            except ValidationError as error:
                raise forms.ValidationError(f"{line} is no e-mail address.") from error
            found.append(Person(line))
        return found

    def clean(self) -> dict[str, object]:
        """One wording at most."""
        clean = super().clean() or {}
        if clean.get("terms", "").strip() and clean.get("pdf"):
            self.add_error("terms", "Write the terms, or choose a PDF: not both.")
        return clean

    def opening(self) -> Opening:
        """The cleaned input, as the use case takes it."""
        clean = self.cleaned_data
        return Opening(
            title=clean["title"],
            firm=clean["firm"],
            framework=clean["framework"],
            scope=self.scope(),
            terms=self._terms(),
            people=clean["people"],
        )

    def _terms(self) -> Wording | None:
        text, pdf = self.cleaned_data["terms"], self.cleaned_data["pdf"]
        return wording_of(text, pdf) if text.strip() or pdf else None


class PersonForm(forms.Form):
    """Who looks."""

    email = forms.EmailField(label="E-mail")
    name = forms.CharField(max_length=150, required=False)

    def person(self) -> Person:
        """The cleaned input, as the use case takes it."""
        return Person(**self.cleaned_data)


class ReferencesForm(forms.Form):
    """Under which numbers the auditors' own papers know a piece of evidence."""

    references = forms.CharField(
        label="Your references",
        required=False,
        help_text="As WP-4.12; several between commas.",
    )

    def given(self) -> Sequence[str]:
        """The references."""
        return [one.strip() for one in self.cleaned_data["references"].split(",")]
