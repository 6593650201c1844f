"""Reports: the library, a series, a version, and its PDF."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from artifact.clock import now
from artifact.library.download import NotForYou, NotReady, TermsNotAccepted, download
from artifact.library.models import Report, ReportVersion
from artifact.library.request_report import ReportRefused, request_report
from artifact.library.search import Wanted, search
from artifact.library.stamp import NotStampable
from artifact.portal.caller import portal_caller
from artifact.portal.damaged import shows_damage
from artifact.portal.forms import ReportForm
from artifact.portal.gate import SignedInRequest, needs
from artifact.portal.handed import handed_over
from artifact.portal.library_form import LibraryFilterForm, PeriodForm, WithdrawForm
from artifact.tasks import hint_report
from artifact.users.policy import Action

PAGE_SIZE = 50


@require_GET
@needs(Action.READ_REPORTS)
def reports(request: SignedInRequest) -> HttpResponse:
    """The series that match the filters and that the person may see."""
    instant = now()
    among = search(Wanted(), reader=request.user, now=instant)
    form = LibraryFilterForm(request.GET or None, among=among)
    wanted = form.wanted() if form.is_valid() else Wanted()
    # What is not understood finds nothing: everything would look like an answer.
    found = among.none() if form.errors else search(wanted, reader=request.user, now=instant)
    query = request.GET.copy()
    query.pop("page", None)
    return render(
        request,
        "portal/reports.html",
        {
            "form": form,
            "page": Paginator(found, PAGE_SIZE).get_page(request.GET.get("page")),
            "query": query.urlencode(),
            "is_filtered": any(query.values()),
        },
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
        request,
        "portal/report.html",
        {"series": series, "versions": versions.newest_first(), "term": series.term()},
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
    period = PeriodForm(
        initial={"period_start": found.period_start, "period_end": found.period_end}
    )
    response = render(
        request,
        part,
        {"version": found, "period_form": period, "withdraw_form": WithdrawForm()},
    )
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
