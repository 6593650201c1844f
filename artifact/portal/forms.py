"""What people fill in."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time

from django import forms

from artifact.accounts.connect import AccountInput
from artifact.accounts.schedule import NEVER, schedule_of
from artifact.clock import now
from compliance.assessments.models import FindingQuerySet
from compliance.assessments.search import FindingFilter
from compliance.collectors.resource import GLOBAL
from compliance.controls.control import CONTROLS
from compliance.frameworks.catalogue import frameworks
from compliance.frameworks.framework import Framework
from compliance.models import Account, Evaluation, Finding


class CommaSeparated(forms.CharField):
    """Names between commas or blanks."""

    def to_python(self, value: object) -> list[str]:  # type: ignore[override]  # a list, not text
        """The names, without empty ones."""
        return str(value or "").replace(",", " ").split()


class AccountForm(forms.Form):
    """How an account is reached."""

    account_id = forms.RegexField(
        r"^\d{12}$",
        label="Account id",
        error_messages={"invalid": "An account id has 12 digits."},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    name = forms.CharField(max_length=100, help_text="What people here call the account.")
    role_arn = forms.CharField(
        label="Role ARN",
        required=False,
        help_text="As arn:aws:iam::123456789012:role/ArtifactReadOnly. "
        "Empty: the service's own credentials.",
    )
    external_id = forms.CharField(
        label="External id",
        required=False,
        help_text="What the role's trust policy demands. Empty: one is generated.",
    )
    regions = CommaSeparated(
        required=False, help_text="As eu-west-1, us-east-1. Empty: every enabled region."
    )
    schedule = forms.CharField(
        required=False, help_text="Cron in UTC, as 0 3 * * *. Empty: only when somebody asks."
    )
    endpoint_url = forms.URLField(
        label="Endpoint", required=False, assume_scheme="https", help_text="For emulators only."
    )
    is_paused = forms.BooleanField(
        label="Paused", required=False, help_text="A paused account is not read."
    )

    @classmethod
    def of(cls, account: Account, given: object = None) -> "AccountForm":
        """The form of a connected account, whose id stays as it is."""
        cron = schedule_of(account)
        form = cls(
            given,  # type: ignore[arg-type]  # what was posted, or None
            initial={
                "account_id": account.account_id,
                "name": account.name,
                "role_arn": account.role_arn,
                "external_id": account.external_id,
                "regions": ", ".join(account.regions),
                "schedule": "" if cron == NEVER else cron,
                "endpoint_url": account.endpoint_url,
                "is_paused": account.is_paused,
            },
        )
        form.fields["account_id"].disabled = True
        return form

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
            cron=clean["schedule"] or NEVER,
            is_paused=clean["is_paused"],
        )


class FindingFilterForm(forms.Form):
    """What to look for among findings; nothing is offered that is not among them."""

    framework = forms.ChoiceField(required=False)
    account = forms.ChoiceField(required=False)
    region = forms.ChoiceField(required=False)
    service = forms.ChoiceField(required=False)
    status = forms.ChoiceField(required=False, choices=[("", "Any"), *Finding.Status.choices])
    control = forms.ChoiceField(required=False)
    resource = forms.CharField(required=False, label="Resource contains")
    as_of = forms.DateField(
        required=False,
        label="As of the end of",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, given: object, *, among: FindingQuerySet, of: Sequence[Framework]) -> None:
        super().__init__(given)  # type: ignore[arg-type]  # a QueryDict, or None
        regions = among.order_by("region").values_list("region", flat=True).distinct()
        accounts = Account.objects.filter(pk__in=among.order_by().values("account"))
        self._offer("framework", [(one.id, one.name) for one in of])
        self._offer("account", [(one.account_id, str(one)) for one in accounts.order_by("name")])
        self._offer("region", [(name, name) for name in regions])
        self._offer(
            "service",
            [(name, name) for name in sorted({one.service for one in CONTROLS.values()})],
        )
        self._offer("control", [(one.id, one.id) for one in CONTROLS.values()])

    def clean_as_of(self) -> date | None:
        """A day that has begun; what will hold later, nobody knows."""
        day: date | None = self.cleaned_data["as_of"]
        if day and day > now().date():
            raise forms.ValidationError("This day is still to come.")
        return day

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

    def _offer(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        self.fields[name].choices = [("", "Any"), *choices]  # type: ignore[attr-defined]  # a choice field


class ReportForm(forms.Form):
    """Which report to make."""

    framework_id = forms.ChoiceField(label="Framework")
    account_ids = forms.MultipleChoiceField(
        label="Accounts",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="None ticked: every account.",
    )
    regions = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="None ticked: every region that was read.",
    )

    def __init__(self, given: object = None) -> None:
        super().__init__(given)  # type: ignore[arg-type]  # what was posted, or None
        read = Evaluation.objects.exclude(region=GLOBAL).order_by("region")
        choices = {
            "framework_id": [(one.id, one.name) for one in frameworks().values()],
            "account_ids": [
                (one.account_id, str(one)) for one in Account.objects.order_by("name")
            ],
            "regions": [(name, name) for name in read.values_list("region", flat=True).distinct()],
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]  # a choice field

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
