"""Reports: the library, a series, a version, and its PDF."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from artifact.clock import now
from artifact.library.download import NotForYou, NotReady, TermsNotAccepted, download
from artifact.library.models import Report, ReportVersion
from artifact.library.request_report import ReportRefused, request_report
from artifact.library.stamp import NotStampable
from artifact.portal.caller import portal_caller
from artifact.portal.damaged import shows_damage
from artifact.portal.forms import ReportForm
from artifact.portal.gate import SignedInRequest, needs
from artifact.portal.handed import handed_over
from artifact.tasks import hint_report
from artifact.users.policy import Action


@require_GET
@needs(Action.READ_REPORTS)
def reports(request: SignedInRequest) -> HttpResponse:
    """Every series that the person may see, with its newest versions."""
    series = Report.objects.visible_to(request.user, now=now()).with_newest_version()
    return render(
        request,
        "portal/reports.html",
        {"series": series},
    )


@require_http_methods(["GET", "POST"])
@needs(Action.MAKE_REPORT)
def request_version(request: SignedInRequest) -> HttpResponse:
    """Ask for a report of a framework and scope."""
    form = ReportForm(request.POST or None)
    if form.is_valid():
        try:
            version = request_report(
                form.framework(),
                accounts=form.accounts(),
                regions=form.cleaned_data["regions"],
                requested_by=request.user.email,
                now=now(),
            )
        except ReportRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            hint_report(version)
            return redirect("report-version", version.pk)
    return render(request, "portal/report_request.html", {"form": form})


@require_GET
@needs(Action.READ_REPORTS)
def report(request: SignedInRequest, pk: int) -> HttpResponse:
    """One series with all its versions."""
    series = get_object_or_404(Report.objects.visible_to(request.user, now=now()), pk=pk)
    versions = ReportVersion.objects.visible_to(request.user, now=now()).filter(report=series)
    return render(
        request, "portal/report.html", {"series": series, "versions": versions.newest_first()}
    )


@require_GET
@needs(Action.READ_REPORTS)
def version(request: SignedInRequest, pk: int) -> HttpResponse:
    """One version; htmx asks for its progress alone until it has ended.

    Whoever accepted the terms on the way to the PDF comes by here, and gets it at once.
    """
    visible = ReportVersion.objects.visible_to(request.user, now=now()).newest_first()
    found = get_object_or_404(visible, pk=pk)
    part = "portal/version_progress.html" if request.htmx else "portal/version.html"  # type: ignore[attr-defined]  # set by django-htmx
    response = render(request, part, {"version": found})
    if "download" in request.GET:
        response.headers["Refresh"] = f"0; url={reverse('report-pdf', args=[pk])}"
    return response


@require_GET
@needs(Action.READ_REPORTS)
@shows_damage
def pdf(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """A copy of a version, marked for the person and written to the ledger."""
    try:
        handed = download(pk, caller=portal_caller(request), now=now())
    except NotForYou as error:
        raise Http404 from error
    except TermsNotAccepted:
        return redirect(f"{reverse('report-terms', args=[pk])}?download")
    except (NotReady, NotStampable) as error:
        messages.error(request, str(error))
        return redirect("report-version", pk)
    return handed_over(handed)
