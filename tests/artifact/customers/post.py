"""The letters that were written, as they arrive."""

import re
from datetime import datetime

from django.core import mail
from django.core.mail import EmailMessage

from artifact.clock import now as clock
from artifact.customers.send_mail import send_due_mail

# What an invited person fills in.
COME_IN = {
    "name": "Ada Example",
    "password": "a long enough passphrase",
    "again": "a long enough passphrase",
}


def arrived(at: datetime | None = None) -> list[EmailMessage]:
    """Every letter, those included that the worker sends now."""
    send_due_mail(clock=(lambda: at) if at else clock)
    return list(mail.outbox)


def path_in(letter: EmailMessage) -> str:
    """The address in a letter, as the service's own path."""
    found = re.search(r"https?://[^/\s]+(/\S+)", str(letter.body))
    assert found
    return found[1]
