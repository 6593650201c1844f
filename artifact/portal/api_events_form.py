"""What to look for among calls over AWS's protocol."""

from datetime import UTC, datetime, time
from typing import Any

from django import forms

from artifact.awsapi.models import ApiEvent, ApiEventQuerySet
from artifact.awsapi.operation import OPERATIONS

OUTCOMES = (("", "Any"), ("answered", "Answered"), ("refused", "Refused"))


class ApiEventFilterForm(forms.Form):
    """The filter; nothing in it finds everything."""

    who = forms.CharField(label="Person or key", max_length=150, required=False)
    operation = forms.ChoiceField(required=False)
    outcome = forms.ChoiceField(choices=OUTCOMES, required=False)
    since = forms.DateField(
        label="From",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        required=False,
    )
    until = forms.DateField(
        label="To the end of",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        required=False,
    )

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        names = [(name, name) for name in OPERATIONS]
        self.fields["operation"].choices = [("", "Any"), *names]  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        """Refuse a period that is none."""
        super().clean()
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and since > until:
            self.add_error("until", "It ends before it begins.")
        return self.cleaned_data

    def found(self) -> ApiEventQuerySet:
        """What matches, the newest first."""
        clean = self.cleaned_data
        events = ApiEvent.objects.order_by("-at", "-pk")
        if who := clean["who"]:
            events = events.of_person(who) if "@" in who else events.of_key(who)
        if clean["operation"]:
            events = events.filter(operation=clean["operation"])
        if clean["outcome"]:
            events = events.refused() if clean["outcome"] == "refused" else events.answered()
        if clean["since"]:
            events = events.filter(at__gte=datetime.combine(clean["since"], time(), UTC))
        if clean["until"]:
            events = events.filter(at__lte=datetime.combine(clean["until"], time.max, UTC))
        return events
