"""Who asks, and by which door: what acceptances and downloads are written down with."""

from dataclasses import dataclass

from django.db import models

from artifact.users.models import User

LONGEST_USER_AGENT = 400


class Channel(models.TextChoices):
    """By which door somebody comes."""

    PORTAL = "portal", "Portal"
    AWS = "aws", "AWS Artifact protocol"
    API = "api", "REST API"


@dataclass(frozen=True)
class Caller:
    """A signed-in person with the address and the program they ask from."""

    user: User
    channel: Channel
    address: str | None = None
    user_agent: str = ""

    @property
    def short_user_agent(self) -> str:
        """The program's own name, as far as it is kept."""
        return self.user_agent[:LONGEST_USER_AGENT]
