"""Say something of a request, a sample, a control or a finding of the engagement."""

from datetime import datetime

from django.db import transaction

from artifact.engagements.desk import refuse_closed
from artifact.engagements.models import Engagement
from artifact.engagements.populations import Sample
from artifact.engagements.requests import Comment
from artifact.engagements.scope import findings_of
from artifact.users.models import User
from compliance.frameworks.catalogue import frameworks
from compliance.ledger.append import append

LONGEST = 10_000


class CommentRefused(Exception):
    """Nothing to say, too much of it, or of nothing in this engagement."""


def comment(
    engagement: Engagement, about: str, text: str, *, user: User, now: datetime
) -> Comment:
    """The comment, which nobody changes or takes back.

    :raises CommentRefused: it is empty or too long, or there is no such thing in the engagement.
    :raises EngagementClosed: nothing can be added any more.
    """
    refuse_closed(engagement)
    said = text.strip().replace("\x00", "")
    if not said:
        raise CommentRefused("Write something.")
    if len(said) > LONGEST:
        raise CommentRefused(f"At most {LONGEST:,} characters.")
    if not _is_there(engagement, about):
        raise CommentRefused("There is no such thing in this engagement.")
    with transaction.atomic():
        made = Comment.objects.create(
            engagement=engagement,
            about=about,
            text=said,
            at=now,
            by=user.email,
            is_from_auditor=not user.is_inside,
        )
        append(
            actor=user.email,
            action="comment.written",
            subject=f"comment:{made.pk}",
            details={"engagement": engagement.engagement_id, "about": about, "text": said},
            at=now,
        )
    return made


def _is_there(engagement: Engagement, about: str) -> bool:
    kind, _, name = about.partition(":")
    if kind == "request":
        return name.isdecimal() and engagement.requests.filter(number=int(name[:9])).exists()
    if kind == "sample":
        return Sample.objects.filter(population__engagement=engagement, sample_id=name).exists()
    if kind == "control":
        return name in frameworks()[engagement.framework].control_ids
    if kind == "finding":
        return name.isdecimal() and findings_of(engagement).filter(pk=int(name[:18])).exists()
    return False
