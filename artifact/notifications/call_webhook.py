"""Call a webhook: the message signed after Standard Webhooks 1.0."""

import http.client
import json
from datetime import datetime
from urllib.parse import urljoin

from cryptography.fernet import InvalidToken
from standardwebhooks.webhooks import Webhook as Signer

from artifact.notifications.guarded import AddressRefused, post
from artifact.notifications.models import Delivery, Notice, Webhook
from artifact.notifications.outcome import Outcome
from artifact.notifications.secret import secrets_of

ENOUGH = range(200, 300)
# Standard Webhooks: the receiver says that it is gone for good.
GONE = 410


def call_webhook(
    delivery: Delivery, webhook: Webhook, *, site: str, now: datetime, allow_loopback: bool
) -> Outcome:
    """What the receiver made of it; only an answer of 2xx means that it arrived.

    `webhook-id` is the same at every attempt, so a receiver can tell what it has already.
    """
    body = payload(delivery.notice, site=site)
    try:
        headers = signed(delivery, webhook, body, now=now)
        answer = post(webhook.url, body.encode(), headers, allow_loopback=allow_loopback)
    except AddressRefused as refusal:
        return Outcome(error=str(refusal))
    except InvalidToken:
        return Outcome(error="Its secret cannot be read with this SECRET_KEY: rotate it.")
    except (OSError, http.client.HTTPException) as error:
        return Outcome(error=f"{type(error).__name__}: {error}")
    if answer.status in ENOUGH:
        return Outcome(status=answer.status, answer=answer.start)
    return Outcome(
        error=f"It answered {answer.status}.",
        status=answer.status,
        answer=answer.start,
        wants_no_more=answer.status == GONE,
    )


def payload(notice: Notice, *, site: str) -> str:
    """The body: the same bytes at every attempt."""
    return json.dumps(
        {
            "type": notice.kind,
            "timestamp": notice.at.isoformat(),
            "data": {
                "title": notice.title,
                "text": notice.text,
                "url": urljoin(site, notice.path or "/notifications/"),
                **notice.facts,
            },
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def signed(delivery: Delivery, webhook: Webhook, body: str, *, now: datetime) -> dict[str, str]:
    """The headers, with one signature for each secret that is in use."""
    message_id = f"msg_{delivery.message_id.hex}"
    signatures = [
        Signer(secret).sign(message_id, now, body) for secret in secrets_of(webhook, now=now)
    ]
    return {
        "content-type": "application/json; charset=utf-8",
        "user-agent": "Artifact-Webhook/1",
        "webhook-id": message_id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": " ".join(signatures),
    }
