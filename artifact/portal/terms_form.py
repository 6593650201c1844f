"""How terms are published, and how they are accepted."""

from django import forms
from django.core.files.base import File

from artifact.agreements.accept import Signature
from artifact.agreements.publish_term import TermScope
from artifact.agreements.wording import PDF, TEXT, Wording
from compliance.frameworks.catalogue import frameworks

EVERY, FRAMEWORK, SERIES, REPORT = "every", "framework", "series", "report"


class TermForm(forms.Form):
    """A wording and whose terms it is."""

    name = forms.CharField(max_length=200, help_text="As people see it above the wording.")
    scope = forms.ChoiceField(
        label="Terms of",
        choices=[
            (EVERY, "Every report"),
            (FRAMEWORK, "A framework's reports"),
            (SERIES, "A series"),
            (REPORT, "One report"),
        ],
        help_text="The narrowest hold: a report's, else its series', else its framework's.",
    )
    which = forms.CharField(
        label="Which one",
        max_length=100,
        required=False,
        help_text="The framework's id, the series' name, or the report's id (report-…).",
    )
    text = forms.CharField(
        label="Wording",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="What people are shown, to the letter. Leave it empty to upload a PDF.",
    )
    pdf = forms.FileField(label="Or a PDF", required=False)

    def clean(self) -> dict[str, object]:
        """Exactly one wording, and a scope that is named where it must be."""
        clean = super().clean() or {}
        if bool(clean.get("text", "").strip()) == bool(clean.get("pdf")):
            self.add_error("text", "Write the wording, or choose a PDF: one of them.")
        scope, which = clean.get("scope"), clean.get("which")
        if scope != EVERY and not which:
            self.add_error("which", "Say which one.")
        if scope == FRAMEWORK and which and which not in frameworks():
            self.add_error("which", f"Known frameworks are: {', '.join(frameworks())}.")
        return clean

    def term_scope(self) -> TermScope:
        """Whose terms they are, as the use case takes it."""
        which = self.cleaned_data["which"].strip()
        return {
            EVERY: TermScope(),
            FRAMEWORK: TermScope(framework=which),
            SERIES: TermScope(series=which),
            REPORT: TermScope(report_id=which),
        }[self.cleaned_data["scope"]]

    def wording(self) -> Wording:
        """What is shown, to the byte; line ends as written on Unix."""
        return wording_of(self.cleaned_data["text"], self.cleaned_data["pdf"])


def wording_of(text: str, pdf: "File[bytes] | None") -> Wording:
    """What was uploaded, or else what was written, with line ends as on Unix."""
    if pdf:
        return Wording(pdf.read(), PDF)
    return Wording(text.replace("\r\n", "\n").encode(), TEXT)


class NameForm(forms.Form):
    """Who signs."""

    typed_name = forms.CharField(
        label="Your full name",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    authority = forms.CharField(
        label="You accept as",
        max_length=200,
        help_text="Your office or whom you speak for, as “Security officer of Example Ltd”.",
    )

    def signature(self) -> Signature:
        """Who signs, as the use case takes it."""
        return Signature(self.cleaned_data["typed_name"], self.cleaned_data["authority"])


class SignatureForm(NameForm):
    """A person's yes: to the bytes that `document` names, which must be those that were shown."""

    document = forms.CharField(widget=forms.HiddenInput)
    is_read = forms.BooleanField(label="I have read these terms and accept them.")
