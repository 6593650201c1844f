"""What is asked for, handed in and said."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from artifact.engagements.answer import Answer, File
from artifact.engagements.models import Engagement
from artifact.engagements.read_requests import LARGEST_BYTES
from artifact.engagements.request_input import RequestInput, input_of
from artifact.engagements.requests import OVERDUE, AuditRequest
from artifact.library.models import ReportVersion
from artifact.portal.evidence_named import HELP, evidence_named

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class RequestForm(forms.Form):
    """One line of the request list."""

    title = forms.CharField(max_length=200)
    description = forms.CharField(
        required=False, widget=forms.Textarea(attrs={"rows": 6}), help_text="What would show it."
    )
    references = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Controls, requirements or your own marks, one a line.",
    )
    owner = forms.CharField(
        required=False, max_length=150, help_text="The e-mail address of who answers it."
    )
    due_on = forms.DateField(label="Due", required=False, widget=DAY)
    period_start = forms.DateField(label="Period from", required=False, widget=DAY)
    period_end = forms.DateField(label="Period to", required=False, widget=DAY)

    @classmethod
    def of(cls, request: AuditRequest, given: QueryDict | None) -> "RequestForm":
        """The form of a request as it stands."""
        fields = vars(input_of(request))
        return cls(given, initial={**fields, "references": "\n".join(request.references)})

    def given(self) -> RequestInput:
        """The cleaned input, as the use case takes it."""
        clean = self.cleaned_data
        return RequestInput(**{**clean, "references": [clean["references"]]})


class RequestFilterForm(forms.Form):
    """Which requests to show."""

    state = forms.ChoiceField(
        required=False,
        choices=[("", "Any"), *AuditRequest.State.choices, (OVERDUE, "Overdue")],
    )
    owner = forms.ChoiceField(required=False)

    def __init__(self, given: object, *, owners: Iterable[str]) -> None:
        super().__init__(given)  # type: ignore[arg-type]  # a QueryDict, or None
        named = [(one, one) for one in owners if one]
        self.fields["owner"].choices = [("", "Any"), *named]  # type: ignore[attr-defined]  # a choice field


class SeveralFiles(forms.ClearableFileInput):
    """Takes more than one file."""

    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """A list of files, each looked at by itself."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[bytes]]":
        """Those that were chosen, none among them empty."""
        clean = super().clean
        return [clean(one, initial) for one in data or ()]


class AnswerForm(forms.Form):
    """Files, evidence and reports that answer a request."""

    text = forms.CharField(label="Note", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    file = SeveralFilesField(label="Files", required=False)
    evidence = forms.CharField(required=False, help_text=HELP)
    reports = forms.MultipleChoiceField(required=False, widget=forms.SelectMultiple)

    def __init__(
        self,
        given: QueryDict | None = None,
        files: "MultiValueDict[str, UploadedFile[bytes]] | None" = None,
        *,
        engagement: Engagement,
    ) -> None:
        super().__init__(given, files)
        self._engagement = engagement
        self.fields["file"].help_text = f"Each up to {settings.LIBRARY_MAX_MIB} MiB."
        published = ReportVersion.objects.filter(publication__in=ReportVersion.HANDED_OUT)
        rows = published.select_related("report").order_by("report__title", "-number")
        offered = [(str(one.pk), f"{one.report.title}, version {one.number}") for one in rows]
        self.fields["reports"].choices = offered  # type: ignore[attr-defined]  # a choice field
        if not offered:
            del self.fields["reports"]

    def clean_evidence(self) -> list[int]:
        """The snapshots; whatever is no evidence of the engagement is refused."""
        return evidence_named(self._engagement, self.cleaned_data["evidence"])

    def given(self) -> Answer:
        """The cleaned input, as the use case takes it."""
        clean = self.cleaned_data
        return Answer(
            text=clean["text"],
            files=[File(one.name or "", one.chunks()) for one in clean["file"]],
            snapshots=clean["evidence"],
            versions=[int(one) for one in clean.get("reports", ())],
        )


class JudgeForm(forms.Form):
    """Why something is returned, or a word with the acceptance."""

    reason = forms.CharField(
        label="Reason",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Needed to return it.",
    )


class ImportForm(forms.Form):
    """A request list from a spreadsheet."""

    file = forms.FileField(
        label="Request list",
        help_text=f"CSV or XLSX, at most {LARGEST_BYTES // 2**20} MiB.",
    )

    def content(self) -> bytes:
        """The file's bytes, one more than are taken at most."""
        content: bytes = self.cleaned_data["file"].read(LARGEST_BYTES + 1)
        return content


class CommentForm(forms.Form):
    """What is said, and of what."""

    about = forms.CharField(max_length=160)
    text = forms.CharField(max_length=10_000)
    next = forms.CharField(max_length=500, required=False)
