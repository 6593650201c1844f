"""Amazon CloudFront: distributions with web ACL and viewer certificate, and their tenants."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from compliance.aws.answers import Answer, Answers, Listing
from compliance.collectors.collector import Collector, Scope, register
from compliance.collectors.endpoint import ENDPOINT, endpoint, endpoints
from compliance.collectors.resource import Population, Resource, known, listed

if TYPE_CHECKING:
    from compliance.aws.reader import Reader

DISTRIBUTIONS = ("cloudfront:ListDistributions", "DistributionList.Items")
TENANTS = ("cloudfront:ListDistributionTenants", "DistributionTenantList")
# CloudFront API, ListDistributions: at most 100 a page.
PAGE = 100


def collect(reader: "Reader") -> None:
    """The list tells web ACL and certificate of each; tenants only where a distribution has any.

    A tenant can take another web ACL than its distribution's, or none (CloudFront API,
    Customizations).
    """
    found = reader.pages(*DISTRIBUTIONS, MaxItems=str(PAGE))
    if any(is_multi_tenant(one) for one in found.items):
        reader.pages(*TENANTS, MaxItems=PAGE)


def is_multi_tenant(distribution: Mapping[str, Any]) -> bool:
    """Whether the distribution serves requests only for its tenants."""
    return bool(distribution.get("ConnectionMode") == "tenant-only")


def describe(answers: Answers) -> Iterator[Population]:
    """Every distribution with its entry; one of many tenants with theirs too."""
    found = answers.listing(*DISTRIBUTIONS)
    tenants = answers.listing(*TENANTS)
    yield endpoints(
        answers,
        f"arn:{answers.partition}:cloudfront::{answers.account_id}:distribution/*",
        found,
        "distributions",
        [_distribution(answers, one, tenants) for one in found.items],
    )


def _distribution(answers: Answers, one: Mapping[str, Any], tenants: Listing) -> Resource:
    facts = {"distribution": known(DISTRIBUTIONS[0], one)}
    if is_multi_tenant(one):
        facts["tenants"] = _tenants(one["Id"], tenants)
    return endpoint(answers, one["ARN"], one["Id"], facts)


def _tenants(distribution: str, tenants: Listing) -> Answer:
    if not tenants.is_complete:
        return listed(tenants, TENANTS[1])
    own = [one for one in tenants.items if one.get("DistributionId") == distribution]
    return known(tenants.operation, {TENANTS[1]: own})


register(
    Collector(
        name="cloudfront",
        scope=Scope.GLOBAL,
        version=1,
        actions=("cloudfront:ListDistributionTenants", "cloudfront:ListDistributions"),
        resource_types=(ENDPOINT,),
        collect=collect,
        describe=describe,
    )
)
