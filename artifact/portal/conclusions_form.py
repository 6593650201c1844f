"""What an auditor concludes."""

from collections.abc import Iterable

from django import forms

from artifact.engagements.conclude import ConclusionInput
from artifact.engagements.conclusions import Conclusion
from artifact.engagements.models import Engagement
from artifact.engagements.populations import Sample
from artifact.portal.evidence_named import HELP, evidence_named


class ConclusionForm(forms.Form):
    """A verdict with its words, and what it rests on."""

    verdict = forms.ChoiceField(label="Conclusion", choices=Conclusion.Verdict.choices)
    text = forms.CharField(
        label="In words", max_length=20_000, widget=forms.Textarea(attrs={"rows": 5})
    )
    samples = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    evidence = forms.CharField(required=False, help_text=HELP)
    is_shared = forms.BooleanField(
        label="Share it with the audited side",
        required=False,
        help_text="What is shared once stays readable for them.",
    )

    def __init__(
        self,
        given: object,
        *,
        engagement: Engagement,
        newest: Conclusion | None = None,
        evidence: Iterable[str] = (),
    ) -> None:
        """Begin with the newest version; `evidence` are the numbers of what it rests on."""
        initial = {}
        if newest:
            initial = {"verdict": newest.verdict, "text": newest.text, "samples": newest.samples}
            initial["evidence"] = ", ".join(evidence)
        super().__init__(given, initial=initial)  # type: ignore[arg-type]  # what was posted, or None
        self._engagement = engagement
        drawn = Sample.objects.filter(population__engagement=engagement)
        rows = drawn.select_related("population").order_by("-drawn_at", "-pk")
        self.fields["samples"].choices = [  # type: ignore[attr-defined]  # a choice field
            (one.sample_id, f"{one.drawn} of {one.population.title}") for one in rows
        ]
        if not rows:
            del self.fields["samples"]

    def clean_evidence(self) -> list[int]:
        """The snapshots; whatever is no evidence of the engagement is refused."""
        return evidence_named(self._engagement, self.cleaned_data["evidence"])

    def given(self) -> ConclusionInput:
        """The cleaned input, as the use case takes it."""
        return ConclusionInput(**self.cleaned_data)
