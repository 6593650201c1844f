"""Which web ACL protects which resource, read from the side that tells."""

from collections.abc import Iterator
from functools import partial

from compliance.aws.answers import NotCollected
from compliance.collectors.endpoint import ENDPOINT
from compliance.collectors.resource import Estate, Population, Resource
from compliance.collectors.wafv2 import WEB_ACL
from compliance.controls.cloudtrail.proof import any_holds

LOAD_BALANCERS = "resources APPLICATION_LOAD_BALANCER"
# The lists whose entries name their web ACL themselves.
NAMING = ("apigateway:GetRestApis", "cloudfront:ListDistributions")


def is_associated(web_acl: Resource, estate: Estate) -> bool:
    """Whether the web ACL protects anything at all.

    :raises NotCollected: nothing is known that it protects, but not all was read.
    """
    asked = [fact for fact in web_acl.facts if fact.startswith("resources ")]
    return any_holds(
        [
            *(partial(_lists_any, web_acl, fact) for fact in asked),
            partial(_is_named, web_acl, estate),
        ]
    )


def web_acl_of(load_balancer: Resource, estate: Estate) -> str:
    """The ARN of the web ACL of a load balancer; empty where it has none.

    :raises NotCollected: none is known, but a web ACL of the Region was not read.
    """
    places = _in_region(estate, WEB_ACL, load_balancer.region)
    if not places:
        raise NotCollected(WEB_ACL, f"was not collected in {load_balancer.region}")
    unread: NotCollected | None = None
    for web_acl in (one for place in places for one in place.resources):
        try:
            if load_balancer.arn in web_acl[LOAD_BALANCERS].get("ResourceArns", ()):
                return web_acl.arn
        except NotCollected as missing:
            unread = unread or missing
    if unread is not None:
        raise unread
    for place in places:
        place.require_complete()
    return ""


def _lists_any(web_acl: Resource, fact: str) -> bool:
    return bool(web_acl[fact].get("ResourceArns"))


def _is_named(web_acl: Resource, estate: Estate) -> bool:
    places = [
        place
        for place in _in_region(estate, ENDPOINT, web_acl.region)
        if place.operation in NAMING
    ]
    endpoints = [one for place in places for one in place.resources]
    if any_holds(partial(_names, one, web_acl.arn) for one in endpoints):
        return True
    if not places:
        raise NotCollected(ENDPOINT, f"was not collected in {web_acl.region}")
    for place in places:
        place.require_complete()
    return False


def _names(endpoint: Resource, arn: str) -> bool:
    return arn in set(_named_by(endpoint))


def _named_by(endpoint: Resource) -> Iterator[str]:
    if "stage" in endpoint.facts:
        yield endpoint["stage"].get("webAclArn", "")
    if "distribution" in endpoint.facts:
        yield endpoint["distribution"].get("WebACLId", "")
    if "tenants" in endpoint.facts:
        for tenant in endpoint["tenants"]["DistributionTenantList"]:
            yield tenant.get("Customizations", {}).get("WebAcl", {}).get("Arn", "")


def _in_region(estate: Estate, resource_type: str, region: str) -> list[Population]:
    return [one for one in estate.populations(resource_type) if one.region == region]
