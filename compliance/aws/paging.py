"""How AWS's lists go on from page to page; pure, since stored answers are read by it too."""

from collections.abc import Mapping, Sequence
from typing import Any

# How answers name the next page, and the parameter that asks for it.
USUAL = {
    "NextToken": "NextToken",
    "nextToken": "nextToken",
    "NextMarker": "Marker",
    "Marker": "Marker",
}
# Where a service or an operation has other names; a path where the name lies deeper.
OTHERS: Mapping[str, Mapping[str, str]] = {
    "apigateway": {"position": "position"},
    "cloudfront:ListDistributions": {"DistributionList.NextMarker": "Marker"},
    "s3": {"ContinuationToken": "ContinuationToken"},
    "resourcegroupstaggingapi": {"PaginationToken": "PaginationToken"},
    "wafv2": {"NextMarker": "NextMarker"},
}
# By these an answer says that its marker names no further page.
LAST = ("Truncated", "IsTruncated")


def next_page(operation: str, parsed: Mapping[str, Any]) -> tuple[str, str]:
    """The parameter that asks for the next page and its value; empty at the last page.

    KMS and IAM say Truncated or IsTruncated, and their marker counts only then.
    """
    for path, parameter in _names(operation).items():
        *way, name = path.split(".")
        place = _inside(parsed, way)
        if any(place.get(one) is False for one in LAST):
            return "", ""
        if place.get(name):
            return parameter, str(place[name])
    return "", ""


def asked_page(operation: str, params: Mapping[str, Any]) -> str:
    """The token by which a call asked for its page; empty for the first."""
    parameters = _names(operation).values()
    return next((str(params[name]) for name in parameters if params.get(name)), "")


def items_of(parsed: Mapping[str, Any], member: str) -> Sequence[Any] | None:
    """The items of one page under `member`, which may be a path; None if the page lacks them.

    CloudFront leaves the list out where its Quantity is 0.
    """
    *way, name = member.split(".")
    place = _inside(parsed, way)
    if name in place:
        found: Sequence[Any] = place[name] or []
        return found
    return [] if way and place.get("Quantity") == 0 else None


def _names(operation: str) -> Mapping[str, str]:
    service = operation.partition(":")[0]
    return OTHERS.get(operation) or OTHERS.get(service) or USUAL


def _inside(parsed: Mapping[str, Any], way: Sequence[str]) -> Mapping[str, Any]:
    place: Any = parsed
    for name in way:
        place = place.get(name) or {}
    return place if isinstance(place, Mapping) else {}
