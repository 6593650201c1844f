"""What was said of something in an engagement, as pages show it."""

from django.db.models import QuerySet

from artifact.engagements.models import Engagement
from artifact.engagements.requests import Comment


def comments_on(engagement: Engagement, about: str) -> QuerySet[Comment]:
    """The comments in the order in which they were written."""
    return engagement.comments.filter(about=about).order_by("at", "pk")
