"""Send the letters that are owed."""

from collections.abc import Callable
from datetime import datetime, timedelta
from smtplib import SMTPException
from urllib.parse import urlsplit

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from artifact.customers.models import Mail
from artifact.customers.write_mail import PURPOSE
from artifact.encryption import decrypt

# One minute, two, four …: the last attempt is a day after the first.
MOST_ATTEMPTS = 12
FIRST_WAIT = timedelta(minutes=1)


def send_due_mail(*, clock: Callable[[], datetime]) -> int:
    """Send what is due, oldest first; how many letters left.

    A letter's row is locked while it is sent, so two workers never send the same one. Where a
    worker dies between the server's yes and the commit it is sent again, under the same
    Message-ID, by which mail programs know it for the same.
    """
    sent, last = 0, 0
    while True:
        with transaction.atomic():
            mail = _next(after=last, now=clock())
            if mail is None:
                return sent
            last = mail.pk
            sent += _send(mail, now=clock())


def is_mail_due(*, now: datetime) -> bool:
    """Whether a letter waits to be sent."""
    return Mail.objects.filter(sent_at=None, failed_at=None, next_at__lte=now).exists()


def _next(*, after: int, now: datetime) -> Mail | None:
    due = Mail.objects.filter(pk__gt=after, sent_at=None, failed_at=None, next_at__lte=now)
    return due.select_for_update(skip_locked=True).order_by("pk").first()


def _send(mail: Mail, *, now: datetime) -> bool:
    try:
        _message(mail).send()
    except (OSError, SMTPException, InvalidToken) as error:
        _note_failure(mail, error, now=now)
    else:
        # The token in it is known to nobody but the reader from here on.
        mail.sent_at, mail.encrypted_body, mail.error = now, "", ""
    mail.save()
    return mail.sent_at is not None


def _message(mail: Mail) -> EmailMessage:
    host = urlsplit(settings.SITE_URL).hostname
    return EmailMessage(
        subject=mail.subject,
        body=decrypt(mail.encrypted_body, purpose=PURPOSE),
        to=[mail.to],
        headers={
            "Message-ID": f"<mail-{mail.pk}@{host}>",
            "Auto-Submitted": "auto-generated",
        },
    )


def _note_failure(mail: Mail, error: Exception, *, now: datetime) -> None:
    mail.attempts += 1
    mail.error = f"{type(error).__name__}: {error}"[:500]
    mail.next_at = now + FIRST_WAIT * 2 ** (mail.attempts - 1)
    if mail.attempts >= MOST_ATTEMPTS:
        mail.failed_at, mail.encrypted_body = now, ""
