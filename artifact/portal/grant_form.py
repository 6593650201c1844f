"""What is granted, to whom, and until when."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django import forms

from artifact.customers.directory import people_outside
from artifact.library.models import Report
from artifact.portal.forms import CommaSeparated
from artifact.users.models import Customer, Grant
from compliance.frameworks.catalogue import frameworks
from compliance.models import Account


def day_field(label: str, **given: Any) -> forms.DateField:
    """A day, as browsers offer it."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget, **given)


def start_of(day: date) -> datetime:
    """The first instant of a day in UTC."""
    return datetime.combine(day, time.min, UTC)


def end_of(day: date | None) -> datetime | None:
    """The first instant after a day in UTC, or never."""
    return start_of(day + timedelta(days=1)) if day else None


class OpeningForm(forms.Form):
    """What is opened, and until when; to whom is known."""

    framework = forms.ChoiceField(required=False)
    category = forms.CharField(
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"list": "categories", "autocomplete": "off"}),
        help_text="Of reports, as Certifications and Attestations. Naming one opens no findings.",
    )
    series = forms.CharField(
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"list": "series", "autocomplete": "off"}),
        help_text="Of reports, as SOC. Naming one opens no findings.",
    )
    account = forms.ModelChoiceField(
        queryset=Account.objects.order_by("name"), required=False, empty_label="Every account"
    )
    regions = CommaSeparated(
        required=False, help_text="As eu-west-1, us-east-1. Empty: every region."
    )
    ends_on = day_field("Last day", help_text="In UTC, that day included. Empty: until revoked.")

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        offered = [(one.id, one.name) for one in frameworks().values()]
        self.fields["framework"].choices = [("", "Every framework"), *offered]  # type: ignore[attr-defined]  # a choice field

    def words(self) -> dict[str, list[str]]:
        """The categories and series that the library has, to choose from."""
        found: dict[str, list[str]] = {}
        for name, key in (("category", "categories"), ("series", "series")):
            rows = Report.objects.exclude(**{name: ""}).order_by(name)
            found[key] = list(rows.values_list(name, flat=True).distinct())
        return found

    def grant(self, *, now: datetime) -> Grant:
        """The grant, not saved yet, from this instant on and to nobody yet."""
        clean = self.cleaned_data
        named = {
            name: clean[name] for name in ("framework", "category", "series", "account", "regions")
        }
        return Grant(starts_at=now, ends_at=end_of(clean["ends_on"]), **named)


class GrantForm(OpeningForm):
    """The same, to one person, one customer or every customer, from a day on."""

    customer = forms.ModelChoiceField(
        queryset=Customer.objects.filter(closed_at=None).order_by("name", "pk"),
        required=False,
        empty_label="None",
        help_text="With all accounts of the organisation that it manages.",
    )
    user = forms.ModelChoiceField(
        queryset=people_outside(), required=False, label="Or a person", empty_label="None"
    )
    is_for_every_customer = forms.BooleanField(label="Or every customer", required=False)
    starts_on = day_field("First day", help_text="In UTC. Empty: at once.")

    field_order = (
        "customer",
        "user",
        "is_for_every_customer",
        "framework",
        "category",
        "series",
        "account",
        "regions",
        "starts_on",
    )

    def grant(self, *, now: datetime) -> Grant:
        """The grant, not saved yet."""
        clean = self.cleaned_data
        made = super().grant(now=now)
        made.customer, made.user = clean["customer"], clean["user"]
        made.is_for_every_customer = clean["is_for_every_customer"]
        if clean["starts_on"]:
            made.starts_at = start_of(clean["starts_on"])
        return made
