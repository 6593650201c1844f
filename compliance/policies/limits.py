"""Which condition keys say who a caller is, and what a fixed value of each stands for.

Keys that say how a request came (TLS, MFA, dates, kms:ViaService, aws:CalledVia), what it is about
(kms:EncryptionContext, aws:ResourceOrgID) or what anyone can give themselves (aws:username,
aws:PrincipalTag, aws:Referer, sts:ExternalId) are not here: they limit nobody.
Source: IAM User Guide, global condition keys; S3 User Guide, "The meaning of public"; KMS
Developer Guide, condition keys.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from compliance.policies.conditions import Family
from compliance.policies.networks import are_named
from compliance.policies.principals import ACCOUNT_ID, UNFIXED

_ORGANIZATION = re.compile(r"o-[a-z0-9]+")
_ARN_PARTS = 6


class Dimension(Enum):
    """The side of a caller that a limit speaks of."""

    ACCOUNT = "caller account"
    ORGANIZATION = "caller organization"
    IDENTITY = "caller id"
    NETWORK = "network"
    ACCESS_POINT = "access point account"
    SERVICE = "calling service"
    NOT_SERVICE = "no calling service"
    SOURCE_ACCOUNT = "source account"
    SOURCE_ARN = "source"
    SOURCE_ORGANIZATION = "source organization"


SOURCES = frozenset(
    {Dimension.SOURCE_ACCOUNT, Dimension.SOURCE_ARN, Dimension.SOURCE_ORGANIZATION}
)


@dataclass(frozen=True)
class Limit:
    """The only values that a caller may have in one dimension."""

    dimension: Dimension
    values: frozenset[str]
    is_fixed: bool = False
    """Whether AWS's rule accepts it: a key of its list, without wildcard or variable."""


def limit_of(key: str, values: tuple[str, ...], family: Family, service: str) -> Limit | None:
    """The limit of a key that has to match one of the values; None where anyone may match.

    The widest value decides: one that does not fix the caller leaves no limit at all.
    """
    if family is Family.IP:
        return _network_limit(key, values)
    known = _KEYS.get(key)
    if known is None or family not in {Family.STRING, Family.ARN}:
        return None
    if key.partition(":")[0] not in {"aws", service}:
        return None
    tokens = {known.read(value, family) for value in values}
    fixed_values = frozenset(token for token in tokens if token is not None)
    if not tokens or len(fixed_values) < len(tokens):
        return None
    is_fixed = known.is_listed and not any(UNFIXED.search(known.judged(one)) for one in values)
    return Limit(known.dimension, fixed_values, is_fixed)


def _network_limit(key: str, ranges: tuple[str, ...]) -> Limit | None:
    if key not in {"aws:sourceip", "aws:vpcsourceip"} or not ranges or not are_named(ranges):
        return None
    return Limit(Dimension.NETWORK, frozenset(ranges), is_fixed=key == "aws:sourceip")


def _account(value: str, _family: Family) -> str | None:
    return value if ACCOUNT_ID.fullmatch(value) else None


def _organization(value: str, _family: Family) -> str | None:
    return value.lower() if _ORGANIZATION.fullmatch(value.lower()) else None


def _path(value: str, family: Family) -> str | None:
    # Only the first segment names the organization; ids of units and roots are not unique.
    return _organization(value.partition("/")[0], family)


def _literal(value: str, _family: Family) -> str | None:
    return value if value and not UNFIXED.search(value) else None


def _principal_arn(value: str, family: Family) -> str | None:
    """The account of an identity's ARN.

    Under a string operator a wildcard runs across colons, and the path of a role may hold colons:
    arn:*:iam::111111111111:role/x also matches a role of any account with the path
    /:iam::111111111111:role/. ARN operators compare the six parts one by one.
    """
    parts = value.split(":", _ARN_PARTS - 1)
    if len(parts) < _ARN_PARTS or not ACCOUNT_ID.fullmatch(parts[4]):
        return None
    before = ":".join(parts[:4])
    if "${" in before or (family is Family.STRING and UNFIXED.search(before)):
        return None
    return parts[4]


def _source_arn(value: str, family: Family) -> str | None:
    """The account of a resource's ARN, or the whole ARN where it has none (S3 buckets).

    Apart from IAM's, names of resources hold no colons, so a wildcard for the region alone is
    bounded under string operators too.
    """
    parts = value.split(":", _ARN_PARTS - 1)
    if len(parts) < _ARN_PARTS:
        return None
    if not ACCOUNT_ID.fullmatch(parts[4]):
        return _literal(value, family) if parts[4] == "" else None
    service_is_open = UNFIXED.search(":".join(parts[:3])) or parts[2] == "iam"
    if "${" in ":".join(parts[:4]) or (family is Family.STRING and service_is_open):
        return None
    return parts[4]


def _whole(value: str) -> str:
    return value


def _before_name(value: str) -> str:
    """What S3 wants fixed of an access point's ARN: a wildcard for its name is accepted."""
    head, slash, name = value.partition("/")
    return head if slash and "${" not in name else value


@dataclass(frozen=True)
class _Key:
    dimension: Dimension
    read: Callable[[str, Family], str | None]
    is_listed: bool = True
    judged: Callable[[str], str] = _whole


_KEYS = {
    "aws:principalaccount": _Key(Dimension.ACCOUNT, _account),
    "kms:calleraccount": _Key(Dimension.ACCOUNT, _account),
    "aws:principalarn": _Key(Dimension.ACCOUNT, _principal_arn),
    "aws:principalorgid": _Key(Dimension.ORGANIZATION, _organization),
    "aws:principalorgpaths": _Key(Dimension.ORGANIZATION, _path),
    "aws:userid": _Key(Dimension.IDENTITY, _literal),
    "aws:sourcevpc": _Key(Dimension.NETWORK, _literal),
    "aws:sourcevpce": _Key(Dimension.NETWORK, _literal),
    "aws:sourcevpcarn": _Key(Dimension.NETWORK, _principal_arn, is_listed=False),
    "aws:vpceaccount": _Key(Dimension.NETWORK, _account, is_listed=False),
    "aws:vpceorgid": _Key(Dimension.NETWORK, _organization, is_listed=False),
    "aws:vpceorgpaths": _Key(Dimension.NETWORK, _path, is_listed=False),
    "s3:dataaccesspointaccount": _Key(Dimension.ACCESS_POINT, _account),
    "s3:dataaccesspointarn": _Key(Dimension.ACCESS_POINT, _source_arn, judged=_before_name),
    "aws:principalservicename": _Key(Dimension.SERVICE, _literal, is_listed=False),
    "aws:principalservicenameslist": _Key(Dimension.SERVICE, _literal, is_listed=False),
    "aws:sourceaccount": _Key(Dimension.SOURCE_ACCOUNT, _account),
    "aws:sourceowner": _Key(Dimension.SOURCE_ACCOUNT, _account),
    "aws:sourcearn": _Key(Dimension.SOURCE_ARN, _source_arn),
    "aws:sourceorgid": _Key(Dimension.SOURCE_ORGANIZATION, _organization),
    "aws:sourceorgpaths": _Key(Dimension.SOURCE_ORGANIZATION, _path),
}
