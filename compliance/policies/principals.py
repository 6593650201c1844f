"""Whom one entry of a Principal element names (IAM User Guide, Principal element)."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

ACCOUNT_ID = re.compile(r"[0-9]{12}")
UNFIXED = re.compile(r"[*?]|\$\{")
"""A wildcard or a policy variable."""

_IDENTITY = re.compile(r"arn:aws[a-z-]*:(?:iam|sts)::([0-9]{12}):(.+)")
_PROVIDER = re.compile(r"arn:aws[a-z-]*:iam::([0-9]{12}):(?:saml|oidc)-provider/.+")
_ORIGIN_ACCESS_IDENTITY = re.compile(r"arn:aws[a-z-]*:iam::cloudfront:user/.+")
_UNIQUE_ID = re.compile(r"A(?:IDA|ROA|GPA|IPA|NPA|NVA)[A-Z0-9]+")
_SERVICE = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")
_CANONICAL_ID = re.compile(r"[0-9a-f]{64}")
WEB_IDENTITY_PROVIDERS = frozenset(
    {
        "cognito-identity.amazonaws.com",
        "accounts.google.com",
        "graph.facebook.com",
        "www.amazon.com",
    }
)
"""Providers that a trust policy names without an ARN; anyone may be their customer."""


class Kind(Enum):
    """What sort of caller an entry stands for."""

    ANYONE = "anyone"
    ACCOUNT = "account"
    SERVICE = "service"
    FEDERATED = "federated"
    OUTSIDER = "outsider"
    STALE = "stale"


@dataclass(frozen=True)
class Principal:
    """One entry; `account` is empty where the entry does not tell whose it is."""

    kind: Kind
    value: str
    account: str = ""

    @property
    def is_whole_account(self) -> bool:
        """Whether the entry stands for every identity of its account."""
        return self.kind is Kind.ACCOUNT and (
            self.value == self.account or self.value.endswith(":root")
        )


EVERYONE = Principal(Kind.ANYONE, "*")


def read_principal(kind: str, value: str) -> Principal:
    """Whom an entry names, of the kind AWS, Service, Federated or CanonicalUser.

    AWS knows no wildcard inside a principal, so whatever is not understood counts as anyone.
    """
    read = _READERS.get(kind)
    principal = read(value) if read else None
    return principal or Principal(Kind.ANYONE, f"{kind} {value}")


def _aws(value: str) -> Principal | None:
    if value == "*":
        return EVERYONE
    if ACCOUNT_ID.fullmatch(value):
        return Principal(Kind.ACCOUNT, value, value)
    if _UNIQUE_ID.fullmatch(value):
        return Principal(Kind.STALE, value)
    return None if UNFIXED.search(value) else _aws_arn(value)


def _aws_arn(value: str) -> Principal | None:
    if identity := _IDENTITY.fullmatch(value):
        return Principal(Kind.ACCOUNT, value, identity[1])
    if _ORIGIN_ACCESS_IDENTITY.fullmatch(value):
        return Principal(Kind.OUTSIDER, value)
    return None


def _service(value: str) -> Principal | None:
    name = value.lower()
    return Principal(Kind.SERVICE, name) if _SERVICE.fullmatch(name) else None


def _federated(value: str) -> Principal | None:
    if value in WEB_IDENTITY_PROVIDERS:
        return Principal(Kind.FEDERATED, value)
    provider = None if UNFIXED.search(value) else _PROVIDER.fullmatch(value)
    return Principal(Kind.FEDERATED, value, provider[1]) if provider else None


def _canonical_user(value: str) -> Principal | None:
    name = value.lower()
    return Principal(Kind.OUTSIDER, name) if _CANONICAL_ID.fullmatch(name) else None


_READERS: dict[str, Callable[[str], Principal | None]] = {
    "AWS": _aws,
    "Service": _service,
    "Federated": _federated,
    "CanonicalUser": _canonical_user,
}
