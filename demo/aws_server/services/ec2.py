"""Which Regions an account has: opted in or not (EC2 API Reference, DescribeRegions)."""

from typing import Any

from moto.ec2.models.availability_zones_and_regions import RegionsAndZonesBackend

from demo.aws_server.answer import AwsError
from demo.aws_server.call import Call
from demo.aws_server.memory import Memory

OTHER_PARTITIONS = ("us-gov-", "cn-")
DISABLED = "not-opted-in"
REGIONS = {
    one.name: one
    for one in RegionsAndZonesBackend.regions
    if not one.name.startswith(OTHER_PARTITIONS)
}


def describe_regions(call: Call, memory: Memory) -> dict[str, Any]:
    """The Regions that are enabled, or with AllRegions every one of the partition."""
    asked = {one for name, one in call.params.items() if name.startswith("RegionName.")}
    every = call.params.get("AllRegions") == "true"
    regions = [
        one
        for one in (_region(name, call.account, memory) for name in REGIONS)
        if (not asked or one["RegionName"] in asked) and (every or one["OptInStatus"] != DISABLED)
    ]
    if asked - {one["RegionName"] for one in regions}:
        raise AwsError("InvalidParameterValue", f"Invalid region provided: {sorted(asked)}")
    return {"Regions": regions}


def guard_region(call: Call, memory: Memory) -> None:
    """Refuse calls to a Region that the account has not enabled, as its endpoints do.

    :raises AwsError: the credentials are not known there.
    """
    if call.region not in REGIONS:
        return
    if _region(call.region, call.account, memory)["OptInStatus"] == DISABLED:
        message = "The security token included in the request is invalid."
        if call.service == "ec2":
            raise AwsError("AuthFailure", message, 401)
        if call.service in {"iam", "sts", "s3", "s3control"}:
            raise AwsError("InvalidClientTokenId", message, 403)
        raise AwsError("UnrecognizedClientException", message)


INSTEAD = {"ec2:DescribeRegions": describe_regions}


def _region(name: str, account: str, memory: Memory) -> dict[str, Any]:
    known = REGIONS[name]
    members = {
        "RegionName": name,
        "Endpoint": known.endpoint,
        "OptInStatus": known.opt_in_status,
    }
    arn = f"arn:aws:ec2::{account}:region/{name}"
    return memory.overrides.over("ec2:DescribeRegions", arn, members)
