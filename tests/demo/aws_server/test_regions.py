import pytest
from botocore.exceptions import ClientError

from tests.demo.serving import OWN_ACCOUNT, Server, error_code


def regions(aws: Server, **how: object) -> dict[str, str]:
    listed = aws.client("ec2").describe_regions(**how)["Regions"]
    return {one["RegionName"]: one["OptInStatus"] for one in listed}


def disabled(aws: Server) -> str:
    every = regions(aws, AllRegions=True)
    return min(name for name, status in every.items() if status == "not-opted-in")


def opt_in(aws: Server, region: str) -> None:
    place = f"arn:aws:ec2::{OWN_ACCOUNT}:region/{region}"
    members = {"OptInStatus": "opted-in"}
    patch = {"operation": "ec2:DescribeRegions", "resource": place, "members": members}
    assert aws.post("patch", [patch]) == ""


def test_only_enabled_regions_are_listed_unless_all_are_asked_for(aws: Server) -> None:
    enabled, every = regions(aws), regions(aws, AllRegions=True)
    assert set(enabled.values()) == {"opt-in-not-required"}
    assert set(enabled) < set(every)
    assert {"eu-west-1", "us-east-1", "eu-central-1"} <= set(enabled)
    assert not any(name.startswith(("cn-", "us-gov-")) for name in every)


def test_a_region_can_be_asked_for_by_name(aws: Server) -> None:
    assert set(regions(aws, RegionNames=["eu-west-1"])) == {"eu-west-1"}


@pytest.mark.parametrize(
    ("service", "operation", "code"),
    [
        ("kms", "list_keys", "UnrecognizedClientException"),
        ("secretsmanager", "list_secrets", "UnrecognizedClientException"),
        ("ec2", "describe_regions", "AuthFailure"),
        ("sts", "get_caller_identity", "InvalidClientTokenId"),
    ],
)
def test_a_disabled_region_does_not_know_the_credentials(
    aws: Server, service: str, operation: str, code: str
) -> None:
    region = disabled(aws)
    with pytest.raises(ClientError) as refused:
        getattr(aws.client(service, region), operation)()
    assert error_code(refused.value) == code
    opt_in(aws, region)
    assert getattr(aws.client(service, region), operation)()
    assert regions(aws)[region] == "opted-in"
