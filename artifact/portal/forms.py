"""What people fill in."""

from collections.abc import Sequence
from datetime import UTC, datetime, time

from django import forms

from artifact.accounts.connect import AccountInput
from compliance.assessments.search import FindingFilter
from compliance.controls.control import CONTROLS
from compliance.frameworks.catalogue import frameworks
from compliance.frameworks.framework import Framework
from compliance.models import Account, Finding


class CommaSeparated(forms.CharField):
    """Names between commas or blanks."""

    def to_python(self, value: object) -> list[str]:  # type: ignore[override]  # a list, not text
        """The names, without empty ones."""
        return str(value or "").replace(",", " ").split()


class AccountForm(forms.Form):
    """How an account is reached."""

    account_id = forms.RegexField(
        r"^\d{12}$", label="Account id", error_messages={"invalid": "An account id has 12 digits."}
    )
    name = forms.CharField(max_length=100)
    role_arn = forms.CharField(
        label="Role ARN", required=False, help_text="Empty: the service's own credentials."
    )
    external_id = forms.CharField(
        label="External id", required=False, help_text="Empty: one is generated."
    )
    regions = CommaSeparated(required=False, help_text="Empty: every enabled region.")
    endpoint_url = forms.URLField(
        label="Endpoint", required=False, assume_scheme="https", help_text="For emulators only."
    )
    schedule = forms.CharField(
        required=False, help_text="Cron in UTC, as 0 3 * * *. Empty: only when somebody asks."
    )

    def given(self) -> AccountInput:
        """The cleaned input, as the use case takes it."""
        clean = self.cleaned_data
        return AccountInput(
            account_id=clean["account_id"],
            name=clean["name"],
            role_arn=clean["role_arn"],
            external_id=clean["external_id"] or None,
            regions=clean["regions"],
            endpoint_url=clean["endpoint_url"],
            cron=clean["schedule"] or "never",
        )


class FindingFilterForm(forms.Form):
    """What to look for among the findings."""

    framework = forms.ChoiceField(required=False)
    account = forms.ChoiceField(required=False)
    region = forms.CharField(required=False)
    service = forms.ChoiceField(required=False)
    status = forms.ChoiceField(required=False, choices=[("", "Any"), *Finding.Status.choices])
    control = forms.ChoiceField(required=False)
    resource = forms.CharField(required=False, label="Resource contains")
    as_of = forms.DateField(
        required=False, label="As of the end of", widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came
        self._offer("framework", [(one.id, one.name) for one in frameworks().values()])
        self._offer(
            "account", [(one.account_id, str(one)) for one in Account.objects.order_by("name")]
        )
        self._offer(
            "service",
            [(name, name) for name in sorted({one.service for one in CONTROLS.values()})],
        )
        self._offer("control", [(one.id, one.id) for one in CONTROLS.values()])

    def wanted(self) -> FindingFilter:
        """The cleaned input as a filter."""
        clean = self.cleaned_data
        day = clean["as_of"]
        return FindingFilter(
            framework=frameworks().get(clean["framework"]),
            accounts=_accounts(clean["account"]),
            regions=_one(clean["region"]),
            services=_one(clean["service"]),
            controls=_one(clean["control"]),
            statuses=_one(clean["status"]),
            resource=clean["resource"],
            as_of=datetime.combine(day, time.max, UTC) if day else None,
        )

    def anything(self) -> FindingFilter:
        """The filter that lets everything through."""
        return FindingFilter()

    def _offer(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "Any"), *choices]


class ReportForm(forms.Form):
    """Which report to make."""

    framework_id = forms.ChoiceField(label="Framework")
    account_ids = forms.MultipleChoiceField(
        label="Accounts",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="None ticked: every account.",
    )
    regions = CommaSeparated(required=False, help_text="Empty: every region that was read.")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came
        self.fields["framework_id"].choices = [(one.id, one.name) for one in frameworks().values()]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["account_ids"].choices = [  # type: ignore[attr-defined]  # a choice field too
            (one.account_id, str(one)) for one in Account.objects.order_by("name")
        ]

    def framework(self) -> Framework:
        """The chosen framework."""
        return frameworks()[self.cleaned_data["framework_id"]]

    def accounts(self) -> list[Account]:
        """The ticked accounts, or all."""
        ticked = self.cleaned_data["account_ids"]
        found = Account.objects.filter(account_id__in=ticked) if ticked else Account.objects.all()
        return list(found)


def _one(value: str) -> tuple[str, ...]:
    return (value,) if value else ()


def _accounts(account_id: str) -> list[Account] | None:
    return list(Account.objects.filter(account_id=account_id)) if account_id else None
