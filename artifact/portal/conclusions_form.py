"""What an auditor concludes."""

import re

from django import forms

from artifact.engagements.conclude import ConclusionInput
from artifact.engagements.conclusions import Conclusion
from artifact.engagements.models import Engagement
from artifact.engagements.populations import Sample
from artifact.portal.requests_form import NUMBERS


class ConclusionForm(forms.Form):
    """A verdict with its words, and what it rests on."""

    verdict = forms.ChoiceField(label="Conclusion", choices=Conclusion.Verdict.choices)
    text = forms.CharField(
        label="In words", max_length=20_000, widget=forms.Textarea(attrs={"rows": 5})
    )
    samples = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    evidence = forms.CharField(required=False, help_text="Numbers as E-12, E-13.")
    is_shared = forms.BooleanField(
        label="Share it with the audited side",
        required=False,
        help_text="What is shared once stays readable for them.",
    )

    def __init__(
        self, given: object, *, engagement: Engagement, newest: Conclusion | None
    ) -> None:
        initial = {}
        if newest:
            initial = {"verdict": newest.verdict, "text": newest.text, "samples": newest.samples}
            initial["evidence"] = ", ".join(f"E-{one}" for one in newest.evidence)
        super().__init__(given, initial=initial)  # type: ignore[arg-type]  # what was posted, or None
        drawn = Sample.objects.filter(population__engagement=engagement)
        rows = drawn.select_related("population").order_by("-drawn_at", "-pk")
        self.fields["samples"].choices = [  # type: ignore[attr-defined]  # a choice field
            (one.sample_id, f"{one.drawn} of {one.population.title}") for one in rows
        ]
        if not rows:
            del self.fields["samples"]

    def clean_evidence(self) -> list[int]:
        """The numbers; whatever else is written there is refused."""
        words = re.split(r"[\s,;]+", self.cleaned_data["evidence"].strip())
        found = [NUMBERS.fullmatch(one) for one in words if one]
        if not all(found):
            raise forms.ValidationError("Write numbers of evidence, as E-12, E-13.")
        return [int(one[1]) for one in found if one]

    def given(self) -> ConclusionInput:
        """The cleaned input, as the use case takes it."""
        return ConclusionInput(**self.cleaned_data)
