"""Populations of an engagement and the samples drawn from them."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from artifact.clock import now
from artifact.engagements.ask_for_sample import ask_for_sample
from artifact.engagements.definition import PopulationRefused
from artifact.engagements.draw_sample import SampleRefused, draw_sample
from artifact.engagements.evidence_names import EvidenceNames
from artifact.engagements.export_workpapers import sampling_script
from artifact.engagements.freeze_population import freeze_population
from artifact.engagements.models import Engagement
from artifact.engagements.populations import FrozenPopulation, Sample
from artifact.engagements.read_population import page_of, read_population, read_sample
from artifact.portal.comments import comments_on
from artifact.portal.desk import at_desk, render_desk
from artifact.portal.gate import SignedInRequest
from artifact.portal.paged import PAGE_SIZE, paged
from artifact.portal.populations_form import FreezeForm, SampleForm
from artifact.portal.saved import saved
from artifact.users.policy import Action


@require_GET
@at_desk()
def populations(request: SignedInRequest, engagement: Engagement) -> HttpResponse:
    """Every population of the engagement with its samples."""
    rows = FrozenPopulation.objects.filter(engagement=engagement).annotate(
        samples_drawn=Count("samples")
    )
    page = paged(request, rows.order_by("-frozen_at", "-pk"))
    return render_desk(request, "populations", engagement, now=now(), page=page)


@require_http_methods(["GET", "POST"])
@at_desk(Action.AUDIT)
def freeze(request: SignedInRequest, engagement: Engagement) -> HttpResponse:
    """Freeze a population of the kind that `?kind=` names."""
    kinds = FrozenPopulation.Kind
    asked = request.GET.get("kind", "")
    kind = kinds(asked) if asked in kinds.values else kinds.RESOURCES
    form = FreezeForm(request.POST or None, engagement=engagement, kind=kind, now=now())
    if form.is_valid():
        try:
            made = freeze_population(
                engagement,
                form.definition(),
                user=request.user,
                now=now(),
                max_age=timedelta(hours=settings.EVIDENCE_MAX_AGE_HOURS),
            )
        except PopulationRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("population", engagement.engagement_id, made.population_id)
    return render_desk(
        request,
        "population_freeze",
        engagement,
        now=now(),
        form=form,
        kind=kind,
        kinds=kinds.choices,
    )


@require_GET
@at_desk()
def population(
    request: SignedInRequest, engagement: Engagement, population_id: str
) -> HttpResponse:
    """One population: how it ties to its source, its lines, what was drawn."""
    found = _population(engagement, population_id)
    content = read_population(found, user=request.user, now=now())
    page = Paginator(range(found.count), PAGE_SIZE).get_page(request.GET.get("page"))
    first = max(page.start_index() - 1, 0)
    return render_desk(
        request,
        "population",
        engagement,
        now=now(),
        population=found,
        page=page,
        lines=_named(request, engagement, page_of(content, first, PAGE_SIZE)),
        samples=found.samples.order_by("-drawn_at", "-pk"),
        gaps=[one for one in found.reconciliation if one["gaps"] or one["differs"]],
    )


@require_GET
@at_desk()
def population_content(
    request: SignedInRequest, engagement: Engagement, population_id: str
) -> HttpResponseBase:
    """The exact bytes of a population."""
    found = _population(engagement, population_id)
    content = read_population(found, user=request.user, now=now())
    return saved(content.chunks(), f"{found.population_id}.jsonl")


@require_http_methods(["GET", "POST"])
@at_desk(Action.AUDIT)
def sample_draw(
    request: SignedInRequest, engagement: Engagement, population_id: str
) -> HttpResponse:
    """Draw a sample from a population."""
    found = _population(engagement, population_id)
    form = SampleForm(request.POST or None)
    if form.is_valid():
        try:
            made = draw_sample(found, form.given(), user=request.user, now=now())
        except SampleRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("sample", engagement.engagement_id, made.sample_id)
    return render_desk(request, "sample_draw", engagement, now=now(), population=found, form=form)


@require_GET
@at_desk()
def sample(request: SignedInRequest, engagement: Engagement, sample_id: str) -> HttpResponse:
    """One sample: how it was drawn, and what was."""
    found = _sample(engagement, sample_id)
    shown = read_sample(found, user=request.user, now=now())
    about = f"sample:{found.sample_id}"
    page = Paginator(shown.lines, PAGE_SIZE).get_page(request.GET.get("page"))
    return render_desk(
        request,
        "sample",
        engagement,
        now=now(),
        sample=found,
        drawn=shown.drawn,
        page=page,
        lines=_named(request, engagement, list(page)),
        requests=found.requests.order_by("number"),
        about=about,
        comments=comments_on(engagement, about),
    )


@require_GET
@at_desk()
def sample_content(
    request: SignedInRequest, engagement: Engagement, sample_id: str
) -> HttpResponseBase:
    """The exact bytes of a sample."""
    shown = read_sample(_sample(engagement, sample_id), user=request.user, now=now())
    return saved([shown.content], f"{sample_id}.json")


@require_GET
@at_desk()
def sampling_program(request: SignedInRequest, engagement: Engagement) -> HttpResponseBase:
    """The script that draws a sample again."""
    return saved([sampling_script()], "draw_sample.py")


@require_POST
@at_desk(Action.AUDIT)
def sample_request(
    request: SignedInRequest, engagement: Engagement, sample_id: str
) -> HttpResponse:
    """Ask for what the sample drew."""
    made = ask_for_sample(_sample(engagement, sample_id), user=request.user, now=now())
    messages.success(request, f"Request {made.number} lists what was drawn.")
    return redirect("audit-request", engagement.engagement_id, made.number)


def _named(
    request: SignedInRequest, engagement: Engagement, lines: Sequence[dict[str, Any]]
) -> list[tuple[dict[str, Any], str]]:
    """The lines of a page, each with the number of its evidence in this engagement."""
    names = EvidenceNames(engagement, request.user.email, now())
    names.learn(one["snapshot"] for one in lines)
    return [(one, names.name(one["snapshot"])) for one in lines]


def _population(engagement: Engagement, population_id: str) -> FrozenPopulation:
    rows = FrozenPopulation.objects.select_related("engagement")
    return get_object_or_404(rows, engagement=engagement, population_id=population_id)


def _sample(engagement: Engagement, sample_id: str) -> Sample:
    rows = Sample.objects.select_related("population__engagement")
    found = rows.filter(population__engagement=engagement, sample_id=sample_id).first()
    if found is None:
        raise Http404
    return found
