"""Your webhooks: addresses of programs that are called, and the secrets that sign the calls."""

from datetime import datetime
from typing import Annotated

from django.conf import settings
from ninja import Query
from pydantic import BaseModel, ConfigDict, Field

from artifact.api.answer import Created
from artifact.api.call import ApiRequest
from artifact.api.given import Listing, Shown
from artifact.api.paging import Listed, page
from artifact.api.problems import INVALID, Problem, not_found
from artifact.api.resource import Page, Read, Resource, Write
from artifact.notifications.add_webhook import NewSecret, WebhookRefused, add_webhook
from artifact.notifications.models import Webhook
from artifact.notifications.remove_webhook import remove_webhook
from artifact.notifications.resume_webhook import resume_webhook
from artifact.notifications.rotate_secret import rotate_secret
from artifact.notifications.try_webhook import try_webhook
from artifact.tasks import hint_delivery
from artifact.tokens.scopes import Scope
from artifact.users.policy import Action

router = Resource()
ONE = "/webhooks/{int:webhook}"
CHANGE = Write(Action.SUBSCRIBE, Scope.WEBHOOKS_WRITE, status=200)


class WebhookOut(BaseModel):
    """An address that is called, unless it was disabled after failing for long."""

    id: int
    url: str
    description: str
    created_at: datetime
    failing_since: datetime | None
    disabled_at: datetime | None
    disabled_because: str

    @classmethod
    def of(cls, row: Webhook) -> "WebhookOut":
        """As it stands."""
        return cls(**{name: getattr(row, name) for name in cls.model_fields})


class WebhookWithSecret(WebhookOut):
    """A webhook with the secret that signs its calls (Standard Webhooks), shown this once."""

    secret: str

    @classmethod
    def made(cls, new: NewSecret) -> "WebhookWithSecret":
        """With its new secret."""
        return cls(**WebhookOut.of(new.webhook).model_dump(), secret=new.secret)


class DeliveryOut(BaseModel):
    """A call that is owed; the webhook's log says what the receiver answered."""

    id: int
    message_id: str
    state: str


class WebhookAsked(BaseModel):
    """A public https address, and what it is for."""

    model_config = ConfigDict(extra="forbid")

    url: Annotated[str, Field(min_length=1, max_length=500, pattern=r"^[\x21-\x7e]+$")]
    description: Annotated[str, Field(max_length=200, pattern=r"^[^\x00-\x1f]*$")] = ""


@router.read("/webhooks", Page[WebhookOut], Read(Action.SUBSCRIBE))
def list_webhooks(request: ApiRequest, given: Query[Listing]) -> Listed[WebhookOut]:
    """Your webhooks, in the order in which they were added."""
    rows = Webhook.objects.kept().filter(user=request.call.owner)
    return page(request, given, rows, by=["id"], show=WebhookOut.of)


@router.read(ONE, WebhookOut, Read(Action.SUBSCRIBE))
def get_webhook(request: ApiRequest, webhook: int, given: Query[Shown]) -> WebhookOut:
    """One of them."""
    del given
    return WebhookOut.of(_mine(request, webhook))


@router.write("/webhooks", WebhookWithSecret, Write(Action.SUBSCRIBE, Scope.WEBHOOKS_WRITE))
def create_webhook(request: ApiRequest, asked: WebhookAsked) -> Created:
    """Add a webhook. Its secret is in this answer alone."""
    try:
        added = add_webhook(
            request.call.owner,
            asked.url,
            description=asked.description,
            allow_loopback=settings.WEBHOOKS_TO_LOOPBACK,
            now=request.call.at,
        )
    except WebhookRefused as refusal:
        error = {"pointer": "#/url", "detail": str(refusal)}
        raise Problem(INVALID, str(refusal), [error]) from None
    return Created(WebhookWithSecret.made(added), f"/api/v1/webhooks/{added.webhook.pk}")


@router.write(f"{ONE}/secret", WebhookWithSecret, CHANGE)
def rotate_webhook_secret(request: ApiRequest, webhook: int) -> WebhookWithSecret:
    """Give it a new secret; for a day both sign."""
    mine, owner = _mine(request, webhook), request.call.owner
    return WebhookWithSecret.made(rotate_secret(mine, actor=owner.email, now=request.call.at))


@router.write(
    f"{ONE}/test", DeliveryOut, Write(Action.SUBSCRIBE, Scope.WEBHOOKS_WRITE, status=202)
)
def test_webhook(request: ApiRequest, webhook: int) -> DeliveryOut:
    """Call it once to see whether it works."""
    owed = try_webhook(_mine(request, webhook), now=request.call.at)
    hint_delivery(owed)
    return DeliveryOut(id=owed.pk, message_id=str(owed.message_id), state=owed.state)


@router.write(f"{ONE}/resume", WebhookOut, CHANGE)
def resume_a_webhook(request: ApiRequest, webhook: int) -> WebhookOut:
    """Call it again after it was disabled."""
    resume_webhook(_mine(request, webhook), actor=request.call.owner.email, now=request.call.at)
    return WebhookOut.of(_mine(request, webhook))


@router.write(
    ONE,
    WebhookOut,
    Write(Action.SUBSCRIBE, Scope.WEBHOOKS_WRITE, method="DELETE", status=200),
)
def delete_webhook(request: ApiRequest, webhook: int) -> WebhookOut:
    """Call it no more; its secrets are gone."""
    mine = _mine(request, webhook)
    remove_webhook(mine, actor=request.call.owner.email, now=request.call.at)
    return WebhookOut.of(mine)


def _mine(request: ApiRequest, pk: int) -> Webhook:
    found = Webhook.objects.kept().filter(pk=pk, user=request.call.owner).first()
    if found is None:
        raise not_found()
    return found
