"""The library as its managers fill it: series, their versions, what is handed out."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from artifact.clock import now
from artifact.library.add_report import add_report
from artifact.library.browse import browse
from artifact.library.change_report import change_report
from artifact.library.models import Report, ReportVersion
from artifact.library.publish import NotPublishable, publish
from artifact.library.report_facts import FactsInvalid
from artifact.library.search import Wanted, search
from artifact.library.upload import UploadRefused, upload
from artifact.library.withdraw import NotWithdrawable, withdraw
from artifact.portal.gate import SignedInRequest, needs
from artifact.portal.library_form import PeriodForm, ReportFactsForm, UploadForm, WithdrawForm
from artifact.tasks import hint_document, max_document
from artifact.users.policy import Action


@require_GET
@needs(Action.READ_REPORTS)
def by_region(request: SignedInRequest) -> HttpResponse:
    """How many reports there are of each framework in each region."""
    regions, shelves = browse(search(Wanted(), reader=request.user, now=now()))
    return render(
        request, "portal/reports_by_region.html", {"regions": regions, "shelves": shelves}
    )


@require_http_methods(["GET", "POST"])
@needs(Action.MANAGE_LIBRARY)
def add(request: SignedInRequest) -> HttpResponse:
    """Add a series, and go on to its first document."""
    form = ReportFactsForm(request.POST or None)
    if form.is_valid():
        try:
            report = add_report(form.facts(), actor=request.user.email, now=now())
        except FactsInvalid as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("report-upload", report.pk)
    return render(request, "portal/report_form.html", {"form": form})


@require_http_methods(["GET", "POST"])
@needs(Action.MANAGE_LIBRARY)
def change(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change what is said of a series."""
    report = get_object_or_404(Report, pk=pk)
    form = ReportFactsForm(request.POST or None, of=report)
    if form.is_valid():
        try:
            change_report(report, form.facts(), actor=request.user.email, now=now())
        except FactsInvalid as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The report is described so from now on.")
            return redirect("report", pk)
    return render(request, "portal/report_form.html", {"form": form, "report": report})


@require_http_methods(["GET", "POST"])
@needs(Action.MANAGE_LIBRARY)
def upload_version(request: SignedInRequest, pk: int) -> HttpResponse:
    """Upload a version; its page shows how the check goes."""
    report = get_object_or_404(Report, pk=pk)
    form = UploadForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            version = upload(
                report,
                form.document(),
                max_bytes=max_document(),
                actor=request.user.email,
                now=now(),
            )
        except UploadRefused as refusal:
            form.add_error("file", str(refusal))
        else:
            hint_document(version)
            return redirect("report-version", version.pk)
    return render(request, "portal/report_upload.html", {"form": form, "report": report})


@require_POST
@needs(Action.MANAGE_LIBRARY)
def publish_version(request: SignedInRequest, pk: int) -> HttpResponse:
    """Publish a version, with the period it speaks of."""
    version = get_object_or_404(ReportVersion.objects.select_related("report"), pk=pk)
    form = PeriodForm(request.POST)
    if not form.is_valid():
        return _refused(request, pk, " ".join(map(str, form.errors["period_end"])))
    try:
        publish(version, actor=request.user.email, now=now(), period=form.period())
    except NotPublishable as refusal:
        return _refused(request, pk, str(refusal))
    messages.success(request, f"Version {version.number} is handed out from now on.")
    return redirect("report-version", pk)


@require_POST
@needs(Action.MANAGE_LIBRARY)
def withdraw_version(request: SignedInRequest, pk: int) -> HttpResponse:
    """Withdraw a version."""
    version = get_object_or_404(ReportVersion.objects.select_related("report"), pk=pk)
    form = WithdrawForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        withdraw(version, reason=reason, actor=request.user.email, now=now())
    except NotWithdrawable as refusal:
        return _refused(request, pk, str(refusal))
    messages.success(request, f"Version {version.number} is withdrawn. Its bytes are kept.")
    return redirect("report-version", pk)


def _refused(request: HttpRequest, pk: int, why: str) -> HttpResponse:
    messages.error(request, why)
    return redirect("report-version", pk)
