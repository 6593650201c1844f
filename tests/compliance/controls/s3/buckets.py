"""Buckets and the account's block as the collectors describe them."""

from typing import Any

from compliance.collectors.resource import GLOBAL, Resource
from compliance.collectors.s3 import BUCKET
from compliance.collectors.s3account import ACCOUNT_PUBLIC_ACCESS
from tests.compliance.controls.resources import HOME, OWNER, Denied, Facts, resource

BLOCKS = ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")
NOT_SET: Facts = {}


def bucket(name: str = "orders", region: str = HOME, **facts: Facts | Denied) -> Resource:
    """A bucket with the facts given; any other fact was not collected."""
    return resource(f"arn:aws:s3:::{name}", BUCKET, region, **facts)


def blocked(*on: str) -> Facts:
    """Public access blocked by the settings named."""
    return {"PublicAccessBlockConfiguration": {one: one in on for one in BLOCKS}}


def account_block(block: Facts | Denied) -> Resource:
    """The account's own settings of S3 Block Public Access."""
    arn = f"arn:aws:s3::{OWNER}:account-public-access-block"
    return resource(arn, ACCOUNT_PUBLIC_ACCESS, GLOBAL, block=block)


def granted(group: str = "") -> Facts:
    """An ACL that grants to the owner, and to a group of the name."""
    grants: list[dict[str, Any]] = [{"Grantee": {"Type": "CanonicalUser", "ID": "owner"}}]
    if group:
        uri = f"http://acs.amazonaws.com/groups/{group}"
        grants.append({"Grantee": {"Type": "Group", "URI": uri}, "Permission": "READ"})
    return {"Grants": grants}


def owned(how: str) -> Facts:
    """Who owns the objects, as `BucketOwnerEnforced`."""
    return {"OwnershipControls": {"Rules": [{"ObjectOwnership": how}]}}
