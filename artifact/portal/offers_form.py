"""How agreements are offered, revised, recorded and ended by those who keep them."""

from datetime import UTC, datetime, time, timedelta

from django import forms

from artifact.agreements.draft import Draft
from artifact.agreements.models import Agreement, AgreementRevision
from artifact.agreements.offer_agreement import Offer
from artifact.agreements.record_offline import Paper
from artifact.agreements.wording import PDF, Wording
from artifact.portal.terms_form import wording_of
from artifact.users.models import Customer
from compliance.evidence.store import get

PART = {"rows": 10}
LINES = {"rows": 4}


class Sentences(forms.CharField):
    """One sentence a line."""

    widget = forms.Textarea(attrs=LINES)

    def to_python(self, value: object) -> list[str]:  # type: ignore[override]  # a list, not text
        """The sentences, without empty lines."""
        lines = str(value or "").splitlines()
        return [line.strip() for line in lines if line.strip()]

    def prepare_value(self, value: object) -> object:
        """Lines again, for the form."""
        return "\n".join(value) if isinstance(value, list) else value


class DraftForm(forms.Form):
    """A wording, what is accepted before it, and the sentences to tick."""

    text = forms.CharField(
        label="Agreement",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs=PART),
        help_text="It is shown as a PDF of this text. Leave it empty to upload a PDF.",
    )
    pdf = forms.FileField(label="Or a PDF of the agreement", required=False)
    nda_text = forms.CharField(
        label="Non-disclosure agreement",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs=PART),
        help_text="What must be accepted before the agreement can be read.",
    )
    nda_pdf = forms.FileField(label="Or a PDF of the non-disclosure agreement", required=False)
    acceptance_terms = Sentences(
        label="Sentences to tick to sign", help_text="One a line, at most ten."
    )
    terminate_terms = Sentences(
        label="Sentences to tick to terminate", help_text="One a line, at most ten."
    )

    def __init__(
        self,
        given: object = None,
        files: object = None,
        *,
        newest: AgreementRevision | None = None,
    ) -> None:
        self._newest = newest
        initial = {}
        if newest:
            initial = {
                "acceptance_terms": newest.acceptance_terms,
                "terminate_terms": newest.terminate_terms,
            }
        super().__init__(given, files, initial=initial)  # type: ignore[arg-type]  # what was posted
        if newest:
            self.fields["nda_text"].help_text = "Leave it empty to keep the one that is in use."

    def clean(self) -> dict[str, object]:
        """Exactly one wording of each."""
        clean = super().clean() or {}
        self._require_one(clean, "text", "pdf", may_be_none=False)
        self._require_one(clean, "nda_text", "nda_pdf", may_be_none=self._newest is not None)
        return clean

    def _require_one(
        self, clean: dict[str, object], text: str, pdf: str, *, may_be_none: bool
    ) -> None:
        is_written, is_uploaded = bool(str(clean.get(text, "")).strip()), bool(clean.get(pdf))
        if (is_written and is_uploaded) or not (is_written or is_uploaded or may_be_none):
            self.add_error(text, "Write the wording, or choose a PDF: one of them.")

    def draft(self) -> Draft:
        """The revision, as the use case takes it."""
        clean = self.cleaned_data
        is_kept = self._newest and not (clean["nda_text"].strip() or clean["nda_pdf"])
        return Draft(
            document=wording_of(clean["text"], clean["pdf"]),
            nda=Wording(get(self._newest.nda_id), PDF)
            if is_kept and self._newest
            else wording_of(clean["nda_text"], clean["nda_pdf"]),
            acceptance_terms=clean["acceptance_terms"],
            terminate_terms=clean["terminate_terms"],
        )


class OfferForm(DraftForm):
    """A new agreement with its first revision."""

    name = forms.CharField(max_length=200, help_text="As customers see it.")
    kind = forms.ChoiceField(choices=Agreement.Kind.choices)
    subjects = forms.MultipleChoiceField(
        label="It can bind",
        choices=Agreement.Subject.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    description = forms.CharField(
        required=False, widget=forms.Textarea(attrs=LINES), help_text="What it is for."
    )
    field_order = ("name", "kind", "subjects", "description")

    def offer(self) -> Offer:
        """What is offered, as the use case takes it."""
        clean = self.cleaned_data
        return Offer(
            name=clean["name"],
            kind=Agreement.Kind(clean["kind"]),
            subjects=[Agreement.Subject(one) for one in clean["subjects"]],
            description=clean["description"],
        )


class EndForm(forms.Form):
    """Why an agreement ends."""

    reason = forms.CharField(max_length=1000, widget=forms.Textarea(attrs=LINES))


class DateInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class PaperForm(forms.Form):
    """A signed paper, whom it binds, and its own dates."""

    customer = forms.ModelChoiceField(Customer.objects.order_by("name", "pk"))
    name = forms.CharField(max_length=200, help_text="As “Offline BAA”.")
    description = forms.CharField(required=False)
    level = forms.ChoiceField(label="It binds", choices=Agreement.Subject.choices)
    pdf = forms.FileField(label="The signed PDF")
    first_day = forms.DateField(label="In force from", widget=DateInput())
    last_day = forms.DateField(
        label="To",
        required=False,
        widget=DateInput(),
        help_text="Its last day. Empty: until it is ended.",
    )

    def paper(self) -> Paper:
        """The paper, as the use case takes it; days are those of UTC."""
        clean = self.cleaned_data
        last = clean["last_day"]
        return Paper(
            name=clean["name"],
            content=clean["pdf"].read(),
            level=Agreement.Subject(clean["level"]),
            effective_start=datetime.combine(clean["first_day"], time.min, UTC),
            effective_end=datetime.combine(last + timedelta(days=1), time.min, UTC)
            if last
            else None,
            description=clean["description"],
        )
