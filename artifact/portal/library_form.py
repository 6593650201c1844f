"""How the library is searched, and how its managers fill it."""

from collections.abc import Iterable, Sequence

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from artifact.library.media_type import KINDS
from artifact.library.models import Report, ReportQuerySet
from artifact.library.period import Period, PeriodInvalid
from artifact.library.report_facts import ReportFacts, facts_of
from artifact.library.search import Wanted
from artifact.library.upload import MIB, Document
from artifact.portal.forms import CommaSeparated
from compliance.frameworks.catalogue import frameworks

NONE = "none"
OFFERED = ("framework", "series", "category", "region", "company", "product")


class LibraryFilterForm(forms.Form):
    """What to look for; nothing is offered that is not among the series the person may see."""

    words = forms.CharField(required=False, label="Search", max_length=200)
    framework = forms.ChoiceField(required=False)
    series = forms.ChoiceField(required=False)
    category = forms.ChoiceField(required=False)
    region = forms.ChoiceField(required=False)
    company = forms.ChoiceField(required=False)
    product = forms.ChoiceField(required=False)
    on = forms.DateField(
        required=False,
        label="Covers the day",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, given: object, *, among: ReportQuerySet) -> None:
        super().__init__(given)  # type: ignore[arg-type]  # a QueryDict, or None
        self.fields["words"].widget.attrs.update(
            {"type": "search", "placeholder": "Title, standard, company or words of the text"}
        )
        found: dict[str, set[str]] = {name: set() for name in OFFERED}
        names = ("framework", "series", "category", "company", "product", "regions")
        for row in among.order_by().values_list(*names):
            for name, value in zip(names[:-1], row, strict=False):
                found[name].add(value)
            found["region"].update(row[-1])
        for name in OFFERED:
            self._offer(name, found[name])

    def wanted(self) -> Wanted:
        """The cleaned input, as the search takes it."""
        clean = dict(self.cleaned_data)
        is_without = clean["framework"] == NONE
        if is_without:
            clean["framework"] = ""
        return Wanted(without_framework=is_without, **clean)

    @property
    def narrow(self) -> Sequence[forms.BoundField]:
        """The fields that have something to choose, without the search itself."""
        kept = ("words",)
        return [field for field in self if field.name not in kept and not field.is_hidden]

    def _offer(self, name: str, values: set[str]) -> None:
        known = frameworks()
        choices = [
            (one, known[one].name if name == "framework" and one in known else one)
            for one in sorted(values - {""})
        ]
        if name == "framework" and "" in values and choices:
            choices.append((NONE, "Other documents"))
        if not choices:
            # What has nothing to choose is not shown, and what is asked for finds nothing else.
            self.fields[name].widget = forms.HiddenInput()
        self.fields[name].choices = [("", "Any"), *choices]  # type: ignore[attr-defined]  # a choice field


class PeriodForm(forms.Form):
    """The days a version speaks of."""

    period_start = forms.DateField(
        label="Period from",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    period_end = forms.DateField(
        label="Period to",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def clean(self) -> dict[str, object]:
        """A period has both ends, in their order."""
        clean = super().clean() or {}
        try:
            Period(clean.get("period_start"), clean.get("period_end")).refuse_wrong()
        except PeriodInvalid as error:
            self.add_error("period_end", str(error))
        return clean

    def period(self) -> Period:
        """The period, as the use cases take it."""
        return Period(self.cleaned_data["period_start"], self.cleaned_data["period_end"])


class UploadForm(PeriodForm):
    """A new version of a series."""

    file = forms.FileField(label="Document")
    is_to_be_published = forms.BooleanField(
        label="Publish it as soon as it has been checked", required=False
    )
    field_order = ("file", "period_start", "period_end", "is_to_be_published")

    def __init__(self, *given: object) -> None:
        super().__init__(*given)  # type: ignore[arg-type]  # what was posted, and the files
        self.fields["file"].help_text = f"{KINDS}; up to {settings.LIBRARY_MAX_MIB} MiB."

    def clean_file(self) -> "UploadedFile[bytes]":
        """Refuse what is too large before any of it is read."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if file.size and file.size > settings.LIBRARY_MAX_MIB * MIB:
            raise forms.ValidationError(
                f"The file is larger than {settings.LIBRARY_MAX_MIB} MiB. Make it smaller, or "
                "have LIBRARY_MAX_MIB raised."
            )
        return file

    def document(self) -> Document:
        """What arrives, as the use case takes it."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        return Document(
            chunks=file.chunks(),
            filename=file.name or "",
            period=self.period(),
            is_to_be_published=self.cleaned_data["is_to_be_published"],
        )


class ReportFactsForm(forms.Form):
    """What is said of a series."""

    title = forms.CharField(max_length=200)
    description = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 3}))
    category = forms.CharField(
        max_length=100, required=False, help_text="As Certifications and Attestations."
    )
    series = forms.CharField(max_length=100, required=False, help_text="As SOC, PCI or ISO.")
    framework = forms.ChoiceField(required=False)
    company = forms.CharField(max_length=200, required=False, help_text="Whose report it is.")
    product = forms.CharField(max_length=200, required=False)
    regions = CommaSeparated(
        required=False, help_text="As eu-west-1, us-east-1. Empty: about every region."
    )
    acceptance_type = forms.ChoiceField(label="Terms", choices=Report.AcceptanceType)

    def __init__(self, given: object = None, *, of: Report | None = None) -> None:
        initial = vars(facts_of(of)) if of else {}
        super().__init__(
            given,  # type: ignore[arg-type]  # what was posted, or None
            initial={**initial, "regions": ", ".join(of.regions) if of else ""},
        )
        known = [(one.id, one.name) for one in frameworks().values()]
        self.fields["framework"].choices = [("", "None"), *known]  # type: ignore[attr-defined]  # a choice field
        if of and of.origin == Report.Origin.ASSESSMENT:
            for name in ("framework", "regions"):
                self.fields[name].disabled = True
        self._suggest(("category", "series", "company", "product"))

    def facts(self) -> ReportFacts:
        """The cleaned input, as the use cases take it."""
        return ReportFacts(**self.cleaned_data | {"regions": self._regions()})

    def _regions(self) -> list[str]:
        regions = self.cleaned_data["regions"]
        return regions if isinstance(regions, list) else CommaSeparated().to_python(regions)

    def _suggest(self, names: Iterable[str]) -> None:
        """Let the browser offer what other series say, so that words stay the same."""
        self.suggestions = {
            name: sorted(set(Report.objects.exclude(**{name: ""}).values_list(name, flat=True)))
            for name in names
        }
        for name in self.suggestions:
            self.fields[name].widget.attrs["list"] = f"known-{name}"


class WithdrawForm(forms.Form):
    """Why a version is withdrawn."""

    reason = forms.CharField(
        max_length=500,
        label="Why it is withdrawn",
        help_text="Kept in the ledger. Nobody outside gets the version from this moment on.",
    )
