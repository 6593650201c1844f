"""Send a notice by mail."""

from smtplib import SMTPException
from urllib.parse import urljoin, urlsplit

from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from artifact.notifications.kinds import PROOF
from artifact.notifications.models import Delivery, MailAddress
from artifact.notifications.outcome import Outcome
from artifact.notifications.proof import proof_path


def write_letter(delivery: Delivery, address: MailAddress, *, site: str) -> Outcome:
    """Whether the mail server took it. Its Message-ID is the same at every attempt."""
    notice = delivery.notice
    given = {
        "notice": notice,
        "address": urljoin(site, notice.path or "/notifications/"),
        "settings": urljoin(site, "/notifications/settings/"),
        "site": site,
    }
    if notice.kind == PROOF:
        given["address"] = urljoin(site, proof_path(address))
    template = "proof" if notice.kind == PROOF else "notice"
    letter = EmailMessage(
        # A line break in a header would be another header.
        subject=" ".join(notice.title.split()),
        body=render_to_string(f"notices/{template}.txt", given),
        to=[address.address],
        headers={
            "Message-ID": f"<{delivery.message_id.hex}@{urlsplit(site).hostname}>",
            "Auto-Submitted": "auto-generated",
        },
    )
    try:
        letter.send()
    except (OSError, SMTPException) as error:
        return Outcome(error=f"{type(error).__name__}: {error}")
    return Outcome()
