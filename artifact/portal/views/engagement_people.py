"""The people of an engagement, and what they have read."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from artifact.clock import now
from artifact.engagements.add_auditor import AuditorRefused, add_auditor
from artifact.engagements.models import Auditor, Engagement
from artifact.engagements.reads import reads as reads_of
from artifact.engagements.reads import told
from artifact.engagements.remove_auditor import remove_auditor
from artifact.portal.desk import desk, render_desk
from artifact.portal.engagement_form import PersonForm
from artifact.portal.gate import SignedInRequest, needs
from artifact.portal.paged import paged
from artifact.tasks import hint_mail
from artifact.users.policy import Action


@require_POST
@needs(Action.MANAGE_ENGAGEMENTS)
def add(request: SignedInRequest, engagement_id: str) -> HttpResponse:
    """Bring a person in; whoever is not known yet is invited."""
    found = get_object_or_404(Engagement, engagement_id=engagement_id)
    form = PersonForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Write the person's e-mail address.")
        return redirect("engagement", engagement_id)
    try:
        added = add_auditor(found, form.person(), actor=request.user.email, now=now())
    except AuditorRefused as refusal:
        messages.error(request, str(refusal))
    else:
        hint_mail()
        messages.success(request, f"A letter to {added.user} is on its way.")
    return redirect("engagement", engagement_id)


@require_POST
@needs(Action.MANAGE_ENGAGEMENTS)
def remove(request: SignedInRequest, engagement_id: str, pk: int) -> HttpResponse:
    """Take a person out, at once."""
    found = get_object_or_404(
        Auditor.objects.select_related("user", "engagement"),
        pk=pk,
        engagement__engagement_id=engagement_id,
    )
    if remove_auditor(found, actor=request.user.email, now=now()):
        messages.success(request, f"{found.user} sees nothing of it any more.")
    else:
        messages.error(request, f"{found.user} was out before.")
    return redirect("engagement", engagement_id)


@require_GET
@needs(Action.READ_ENGAGEMENTS)
def reads(request: SignedInRequest, engagement_id: str) -> HttpResponse:
    """What its people have read, by whom and when; the same for both sides."""
    instant = now()
    found = desk(request, engagement_id, now=instant)
    page = paged(request, reads_of(found))
    return render_desk(
        request, "engagement_reads", found, now=instant, page=page, reads=told(page, found)
    )
