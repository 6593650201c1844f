"""Engagements: the list, one of them, and how managers open, change and close them."""

from datetime import UTC

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from artifact.clock import now
from artifact.engagements.asked import EngagementRefused
from artifact.engagements.change_engagement import change_engagement
from artifact.engagements.close_engagement import close_engagement
from artifact.engagements.models import Engagement
from artifact.engagements.open_engagement import open_engagement
from artifact.engagements.standing import standing
from artifact.portal.desk import at_desk, render_desk
from artifact.portal.engagement_form import EngagementForm, PersonForm, ScopeForm
from artifact.portal.gate import SignedInRequest, needs
from artifact.portal.paged import paged
from artifact.portal.refused import show_refusal
from artifact.tasks import hint_mail
from artifact.users.policy import Action


@require_GET
@needs()
def landing(request: SignedInRequest) -> HttpResponse:
    """Where somebody comes in: an auditor of one open engagement there, others on the overview."""
    visible = Engagement.objects.visible_to(request.user, now=now())
    mine = [] if request.user.is_inside else list(visible[:2])
    return redirect("engagement", mine[0].engagement_id) if len(mine) == 1 else redirect("/")


@require_GET
@needs(Action.READ_ENGAGEMENTS)
def engagements(request: SignedInRequest) -> HttpResponse:
    """Every engagement for people inside; for auditors their own that are open."""
    instant = now()
    page = paged(request, Engagement.objects.visible_to(request.user, now=instant).with_numbers())
    rows = [(one, one.state(instant)) for one in page]
    return render(request, "portal/engagements.html", {"page": page, "rows": rows})


@require_http_methods(["GET", "POST"])
@needs(Action.MANAGE_ENGAGEMENTS)
def open_new(request: SignedInRequest) -> HttpResponse:
    """Open an engagement."""
    form = EngagementForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            made = open_engagement(form.opening(), actor=request.user.email, now=now())
        except EngagementRefused as refusal:
            show_refusal(form, refusal.errors)
        else:
            hint_mail()
            messages.success(request, "Opened. It shows itself from its first day to its last.")
            return redirect("engagement", made.engagement_id)
    return render(request, "portal/engagement_form.html", {"form": form})


@require_GET
@needs(Action.READ_ENGAGEMENTS)
def engagement(request: SignedInRequest, engagement_id: str) -> HttpResponse:
    """One engagement; an auditor who owes the acceptance of its terms is led there first."""
    instant = now()
    visible = Engagement.objects.visible_to(request.user, now=instant)
    found = get_object_or_404(visible, engagement_id=engagement_id)
    desk = Engagement.objects.at_desk_of(request.user, now=instant)
    if not desk.filter(pk=found.pk).exists():
        return redirect("engagement-accept", engagement_id)
    people = found.auditors.select_related("user", "acceptance").order_by("user__email")
    return render_desk(
        request,
        "engagement",
        found,
        now=instant,
        accounts=found.accounts.order_by("name", "account_id"),
        people=people if request.user.is_inside else people.filter(removed_at=None),
        standing=standing(found, user=request.user, today=instant.astimezone(UTC).date()),
        form=PersonForm(),
    )


@require_http_methods(["GET", "POST"])
@at_desk(Action.MANAGE_ENGAGEMENTS)
def change(request: SignedInRequest, found: Engagement) -> HttpResponse:
    """Accounts, regions, period and days of access."""
    form = ScopeForm.of(found, request.POST or None)
    if form.is_valid():
        try:
            change_engagement(found, form.scope(), actor=request.user.email, now=now())
        except EngagementRefused as refusal:
            show_refusal(form, refusal.errors)
        else:
            messages.success(request, "Changed. Its people see that with their next click.")
            return redirect("engagement", found.engagement_id)
    return render_desk(request, "engagement_form", found, now=now(), form=form)


@require_http_methods(["GET", "POST"])
@at_desk(Action.MANAGE_ENGAGEMENTS)
def close(request: SignedInRequest, found: Engagement) -> HttpResponse:
    """Close an engagement, after saying what that means."""
    if request.method == "GET":
        people = found.auditors.filter(removed_at=None).select_related("user")
        return render_desk(request, "engagement_close", found, now=now(), people=people)
    if close_engagement(found, actor=request.user.email, now=now()):
        messages.success(request, "Closed. Nothing of it is open to its people any more.")
    else:
        messages.error(request, "It was closed before.")
    return redirect("engagement", found.engagement_id)
