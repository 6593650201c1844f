"""What to freeze, and how to draw from it."""

from datetime import UTC, date, datetime, time

from django import forms

from artifact.engagements.definition import Definition, subjects
from artifact.engagements.draw_sample import LARGEST, LONGEST_SEED, SampleInput
from artifact.engagements.frequency import Frequency, Risk
from artifact.engagements.models import Engagement
from artifact.engagements.populations import FrozenPopulation
from artifact.engagements.sampling import DIVIDERS
from compliance.collectors.resource import GLOBAL
from compliance.frameworks.catalogue import frameworks
from compliance.models import Evaluation, Finding

LABELS = {
    FrozenPopulation.Kind.RESOURCES: "Type",
    FrozenPopulation.Kind.FINDINGS: "Control",
    FrozenPopulation.Kind.OCCURRENCES: "What happened",
}


class FreezeForm(forms.Form):
    """A population of one kind; nothing is offered that is not the engagement's."""

    subject = forms.ChoiceField()
    title = forms.CharField(
        max_length=200, required=False, help_text="Empty: what it is of, and the day."
    )
    as_of = forms.DateField(
        label="As of the end of",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="A day of the period (UTC). Of today, as it is now.",
    )
    accounts = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="None ticked: every account.",
    )
    regions = forms.MultipleChoiceField(
        required=False, widget=forms.CheckboxSelectMultiple, help_text="None ticked: every region."
    )
    statuses = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=Finding.Status.choices,
        help_text="None ticked: every status.",
    )

    def __init__(self, given: object, *, engagement: Engagement, kind: str, now: datetime) -> None:
        super().__init__(given)  # type: ignore[arg-type]  # what was posted, or None
        self._kind, self._now = kind, now
        offered = subjects(frameworks()[engagement.framework])[kind]
        accounts = engagement.accounts.order_by("name", "account_id")
        read = Evaluation.objects.filter(account__in=accounts).values_list("region", flat=True)
        regions = engagement.regions or sorted({*read.order_by().distinct()} - {GLOBAL})
        self._offer("subject", offered)
        self._offer("accounts", [(one.account_id, str(one)) for one in accounts])
        self._offer("regions", [(one, one) for one in (GLOBAL, *regions)])
        self.fields["subject"].label = LABELS[FrozenPopulation.Kind(kind)]
        self.fields["as_of"].initial = min(engagement.period_end, now.astimezone(UTC).date())
        if kind != FrozenPopulation.Kind.FINDINGS:
            del self.fields["statuses"]

    def definition(self) -> Definition:
        """The cleaned input, as the use case takes it."""
        clean = self.cleaned_data
        day: date = clean["as_of"]
        end = datetime.combine(day, time.max, UTC)
        is_today = day == self._now.astimezone(UTC).date()
        return Definition(
            title=clean["title"] or f"{clean['subject']}, {day}",
            kind=self._kind,
            subject=clean["subject"],
            as_of=self._now if is_today else end,
            accounts=clean["accounts"],
            regions=clean["regions"],
            statuses=clean.get("statuses", ()),
        )

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # a choice field


class SampleForm(forms.Form):
    """How many, from which strata, with which seed, and why."""

    rationale = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Why this size and these strata; it stands in the workpaper.",
    )
    size = forms.IntegerField(
        label="How many",
        required=False,
        min_value=1,
        max_value=LARGEST,
        help_text="Empty: by the table, from the next two.",
    )
    frequency = forms.ChoiceField(
        label="How often the control is performed",
        required=False,
        choices=[("", "–"), *Frequency.choices],
    )
    risk = forms.ChoiceField(required=False, choices=[("", "–"), *Risk.choices])
    strata_by = forms.MultipleChoiceField(
        label="In proportion by",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(one, one.capitalize()) for one in DIVIDERS],
    )
    is_every_stratum_in = forms.BooleanField(
        label="At least one of each variant",
        required=False,
        help_text="Of each combination of what is ticked above, even if that makes it larger.",
    )
    seed = forms.CharField(
        max_length=LONGEST_SEED,
        required=False,
        help_text="Empty: one is made at random. The same seed draws the same sample.",
    )

    def given(self) -> SampleInput:
        """The cleaned input, as the use case takes it."""
        return SampleInput(**self.cleaned_data)
