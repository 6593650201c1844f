"""Owe somebody a letter."""

from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urljoin

from django.conf import settings
from django.template.loader import render_to_string

from artifact.customers.models import Mail
from artifact.encryption import encrypt

PURPOSE = "mail"


def write_mail(
    to: str, template: str, *, subject: str, given: Mapping[str, object], now: datetime
) -> Mail:
    """The letter, owed as soon as the caller's transaction is committed, or never.

    Of `given`, what stands under `path` becomes a full address.
    """
    shown = {**given, "site": settings.SITE_URL}
    if "path" in given:
        shown["address"] = urljoin(settings.SITE_URL, str(given["path"]))
    body = render_to_string(f"mail/{template}.txt", shown)
    # A line break in a header would be another header; Django refuses to send such a letter.
    line = " ".join(subject.split())
    return Mail.objects.create(
        to=to,
        subject=line,
        encrypted_body=encrypt(body, purpose=PURPOSE),
        created_at=now,
        next_at=now,
    )
