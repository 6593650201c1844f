"""The people of an engagement, and what they have read."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from artifact.clock import now
from artifact.engagements.add_auditor import AuditorRefused, add_auditor
from artifact.engagements.models import Engagement
from artifact.engagements.reads import reads as reads_of
from artifact.engagements.reads_told import reads_told
from artifact.engagements.remove_auditor import remove_auditor
from artifact.portal.desk import at_desk, render_desk
from artifact.portal.engagement_form import PersonForm
from artifact.portal.gate import SignedInRequest
from artifact.portal.paged import paged
from artifact.tasks import hint_mail
from artifact.users.policy import Action


@require_POST
@at_desk(Action.MANAGE_ENGAGEMENTS)
def add(request: SignedInRequest, found: Engagement) -> HttpResponse:
    """Bring a person in; whoever is not known yet is invited."""
    form = PersonForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Write the person's e-mail address.")
        return redirect("engagement", found.engagement_id)
    try:
        added = add_auditor(found, form.person(), actor=request.user.email, now=now())
    except AuditorRefused as refusal:
        messages.error(request, str(refusal))
    else:
        hint_mail()
        messages.success(request, f"A letter to {added.user} is on its way.")
    return redirect("engagement", found.engagement_id)


@require_POST
@at_desk(Action.MANAGE_ENGAGEMENTS)
def remove(request: SignedInRequest, found: Engagement, pk: int) -> HttpResponse:
    """Take a person out, at once."""
    one = get_object_or_404(found.auditors.select_related("user", "engagement"), pk=pk)
    if remove_auditor(one, actor=request.user.email, now=now()):
        messages.success(request, f"{one.user} sees nothing of it any more.")
    else:
        messages.error(request, f"{one.user} was out before.")
    return redirect("engagement", found.engagement_id)


@require_GET
@at_desk()
def reads(request: SignedInRequest, found: Engagement) -> HttpResponse:
    """What its people have read, by whom and when; the same for both sides."""
    page = paged(request, reads_of(found))
    return render_desk(
        request, "engagement_reads", found, now=now(), page=page, reads=reads_told(page, found)
    )
