"""The secrets by which webhooks are signed, as Standard Webhooks writes them."""

import base64
import secrets
from datetime import datetime

from artifact.encryption import decrypt, encrypt
from artifact.notifications.models import Webhook

PURPOSE = "webhook secret"
PREFIX = "whsec_"
# Standard Webhooks asks for 24 to 64 bytes.
SECRET_BYTES = 32


def new_secret() -> str:
    """`whsec_` and random bytes in base64."""
    return PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def encrypted(secret: str) -> str:
    """The secret as it is kept."""
    return encrypt(secret, purpose=PURPOSE)


def secrets_of(webhook: Webhook, *, now: datetime) -> list[str]:
    """Those that sign now: the current one, and the former one for a day after a rotation."""
    kept = [webhook.encrypted_secret]
    if webhook.former_until and webhook.former_until > now:
        kept.append(webhook.encrypted_former_secret)
    return [decrypt(one, purpose=PURPOSE) for one in kept]
