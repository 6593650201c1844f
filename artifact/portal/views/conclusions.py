"""Conclusions of an engagement, comments of both sides, and the package of it all."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from artifact.clock import now
from artifact.engagements.comment import CommentRefused, comment
from artifact.engagements.conclude import ConclusionRefused, conclude
from artifact.engagements.conclusions import Conclusion
from artifact.engagements.evidence_names import EvidenceNames
from artifact.engagements.export_workpapers import export_workpapers
from artifact.engagements.models import Engagement
from artifact.engagements.share_conclusion import share_conclusion
from artifact.portal.comments import comments_on
from artifact.portal.conclusions_form import ConclusionForm
from artifact.portal.desk import at_desk, render_desk
from artifact.portal.gate import SignedInRequest
from artifact.portal.requests_form import CommentForm
from artifact.portal.saved import saved
from artifact.users.policy import Action, may
from compliance.controls.control import CONTROLS
from compliance.frameworks.catalogue import frameworks


@require_GET
@at_desk()
def conclusions(request: SignedInRequest, engagement: Engagement) -> HttpResponse:
    """Every control of the framework with the newest conclusion that the person may read."""
    written = Conclusion.objects.filter(engagement=engagement).visible_to(request.user)
    newest = {one.control: one for one in written.newest()}
    rows = [
        (name, CONTROLS.get(name), newest.get(name))
        for name in sorted(frameworks()[engagement.framework].control_ids)
    ]
    return render_desk(
        request, "conclusions", engagement, now=now(), rows=rows, concluded=len(newest)
    )


@require_GET
@at_desk()
def conclusion(request: SignedInRequest, engagement: Engagement, control: str) -> HttpResponse:
    """A control with every version of its conclusion that the person may read."""
    return _page(request, engagement, _control(engagement, control))


@require_POST
@at_desk(Action.AUDIT)
def conclusion_write(
    request: SignedInRequest, engagement: Engagement, control: str
) -> HttpResponse:
    """Write the next version."""
    form = ConclusionForm(request.POST, engagement=engagement)
    if form.is_valid():
        try:
            conclude(
                engagement,
                _control(engagement, control),
                form.given(),
                user=request.user,
                now=now(),
            )
        except ConclusionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("conclusion", engagement.engagement_id, control)
    return _page(request, engagement, _control(engagement, control), form=form)


@require_POST
@at_desk(Action.AUDIT)
def conclusion_share(
    request: SignedInRequest, engagement: Engagement, control: str, number: int
) -> HttpResponse:
    """Let the audited side read the newest version."""
    try:
        share_conclusion(engagement, control, number, user=request.user, now=now())
    except ConclusionRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("conclusion", engagement.engagement_id, control)


@require_POST
@at_desk()
def write_comment(request: SignedInRequest, engagement: Engagement) -> HttpResponse:
    """Say something; back to the page it was said on."""
    form = CommentForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Write something, of at most 10,000 characters.")
    else:
        clean = form.cleaned_data
        try:
            comment(engagement, clean["about"], clean["text"], user=request.user, now=now())
        except CommentRefused as refusal:
            messages.error(request, str(refusal))
    onward = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(onward, allowed_hosts=None):
        onward = reverse("audit-requests", args=[engagement.engagement_id])
    return redirect(onward)


@require_GET
@at_desk()
def workpapers(request: SignedInRequest, engagement: Engagement) -> HttpResponseBase:
    """The engagement's work as one ZIP archive."""
    chunks = export_workpapers(engagement, user=request.user, now=now())
    return saved(chunks, f"workpapers-{engagement.engagement_id}.zip")


def _page(
    request: SignedInRequest,
    engagement: Engagement,
    control: str,
    *,
    form: ConclusionForm | None = None,
) -> HttpResponse:
    written = Conclusion.objects.filter(engagement=engagement, control=control)
    versions = list(written.visible_to(request.user).order_by("-number"))
    newest = versions[0] if versions else None
    names = EvidenceNames(engagement, request.user.email, now())
    names.learn(pk for one in versions for pk in one.evidence)
    rows = [(one, [names.name(pk) for pk in one.evidence]) for one in versions]
    if form is None and may(request.user, Action.AUDIT):
        known = [one for one in rows[0][1] if one] if rows else []
        form = ConclusionForm(None, engagement=engagement, newest=newest, evidence=known)
    about = f"control:{control}"
    return render_desk(
        request,
        "conclusion",
        engagement,
        now=now(),
        control_id=control,
        control=CONTROLS.get(control),
        versions=rows,
        newest=newest,
        form=form,
        about=about,
        comments=comments_on(engagement, about),
    )


def _control(engagement: Engagement, control: str) -> str:
    if control not in frameworks()[engagement.framework].control_ids:
        raise Http404
    return control
