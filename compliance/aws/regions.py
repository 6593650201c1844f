"""Partitions and their regions, from botocore's own endpoint data."""

from functools import cache

from compliance.aws.service_models import shared_session

HOME = {"aws": "us-east-1", "aws-cn": "cn-north-1", "aws-us-gov": "us-gov-west-1"}
# Regions of the partition `aws` that were there before opt-in began on 2019-03-20; every account
# has them (AWS Account Management, "Enable or disable AWS Regions").
ALWAYS_ENABLED = (
    "ap-northeast-1",
    "ap-northeast-2",
    "ap-northeast-3",
    "ap-south-1",
    "ap-southeast-1",
    "ap-southeast-2",
    "ca-central-1",
    "eu-central-1",
    "eu-north-1",
    "eu-west-1",
    "eu-west-2",
    "eu-west-3",
    "sa-east-1",
    "us-east-1",
    "us-east-2",
    "us-west-1",
    "us-west-2",
)


def home_region(partition: str) -> str:
    """The region that answers for what an account has only once."""
    return HOME[partition]


@cache
def partition_regions(partition: str) -> tuple[str, ...]:
    """Every region of a partition that has KMS, which every region has; none if it is unknown."""
    if partition not in HOME:
        return ()
    found = shared_session().get_available_regions("kms", partition)
    return tuple(sorted(name for name in found if not name.endswith("-fips")))


def default_regions(partition: str) -> tuple[str, ...]:
    """The regions that every account of the partition has enabled."""
    return ALWAYS_ENABLED if partition == "aws" else partition_regions(partition)


@cache
def is_offered(service: str, partition: str, region: str) -> bool:
    """Whether AWS has a service, by boto3's name for it, in a region.

    A region that botocore does not know yet may have it: only asking tells.
    """
    if region not in partition_regions(partition):
        return True
    return region in shared_session().get_available_regions(service, partition)
