"""Somebody asks to be let in."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse

from artifact.customers.models import AccessRequest
from artifact.customers.token import hash_of, new_token
from artifact.customers.write_mail import write_mail
from artifact.users.models import User
from compliance.ledger.append import append

LIFETIME = timedelta(days=3)
SUBJECT = "Your access to compliance reports"


@dataclass(frozen=True)
class Asked:
    """What the form asks for."""

    email: str
    name: str
    company: str
    why: str


def ask_for_access(asked: Asked, *, now: datetime) -> None:
    """Write to the address, whoever's it is; only the letter says what is known of it.

    Whoever has access is told to sign in, anybody else to prove that the mailbox is theirs.
    """
    email = asked.email.strip().lower()
    with transaction.atomic():
        if User.objects.filter(email=email, is_active=True).exists():
            given = {"path": reverse("account_login"), "reset": reverse("account_reset_password")}
            write_mail(email, "has_access", subject=SUBJECT, given=given, now=now)
            return
        token = new_token()
        request = AccessRequest.objects.create(
            email=email,
            name=asked.name.strip(),
            company=asked.company.strip(),
            why=asked.why.strip(),
            token_sha256=hash_of(token),
            asked_at=now,
            expires_at=now + LIFETIME,
        )
        append(
            actor="public form",
            action="access.asked",
            subject=f"access-request:{request.pk}",
            details={"email": email, "name": request.name, "company": request.company},
            at=now,
        )
        given = {"path": reverse("prove-mailbox", args=[token]), "name": request.name}
        write_mail(email, "prove_mailbox", subject=SUBJECT, given=given, now=now)
