"""Web ACLs as AWS lists what they protect and where they log."""

from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.demo.serving import OWN_ACCOUNT, Server, error_code

REGION = "eu-west-1"
METRICS = {"SampledRequestsEnabled": True, "CloudWatchMetricsEnabled": True, "MetricName": "m"}
ALB = f"arn:aws:elasticloadbalancing:{REGION}:{OWN_ACCOUNT}:loadbalancer/app/shop/50dc6c495c0c9188"
POOL = f"arn:aws:cognito-idp:{REGION}:{OWN_ACCOUNT}:userpool/{REGION}_A1b2"


def make_acl(aws: Server, name: str, scope: str, region: str) -> tuple[Any, str]:
    """A client and the ARN of a new web ACL."""
    client = aws.client("wafv2", region)
    made = client.create_web_acl(
        Name=name, Scope=scope, DefaultAction={"Allow": {}}, VisibilityConfig=METRICS
    )
    return client, made["Summary"]["ARN"]


def test_resources_are_listed_by_type_and_load_balancers_by_default(aws: Server) -> None:
    client, arn = make_acl(aws, "associated", "REGIONAL", REGION)
    for resource in (ALB, POOL):
        client.associate_web_acl(WebACLArn=arn, ResourceArn=resource)

    def listed(**how: str) -> list[str]:
        found: list[str] = client.list_resources_for_web_acl(WebACLArn=arn, **how)["ResourceArns"]
        return found

    assert listed() == listed(ResourceType="APPLICATION_LOAD_BALANCER") == [ALB]
    assert listed(ResourceType="COGNITO_USER_POOL") == [POOL]
    assert listed(ResourceType="API_GATEWAY") == []


def test_resources_of_no_web_acl_are_refused(aws: Server) -> None:
    client = aws.client("wafv2", REGION)
    arn = f"arn:aws:wafv2:{REGION}:{OWN_ACCOUNT}:regional/webacl/gone/0c1d"
    with pytest.raises(ClientError) as refused:
        client.list_resources_for_web_acl(WebACLArn=arn)
    assert error_code(refused.value) == "WAFNonexistentItemException"


@pytest.mark.parametrize(
    ("scope", "other", "region"),
    [("REGIONAL", "CLOUDFRONT", "us-east-1"), ("CLOUDFRONT", "REGIONAL", "us-east-1")],
)
def test_logging_is_listed_in_its_own_scopes(
    aws: Server, scope: str, other: str, region: str
) -> None:
    client, arn = make_acl(aws, f"logging-{scope}", scope, region)
    destinations = ["arn:aws:s3:::aws-waf-logs-x"]
    client.put_logging_configuration(
        LoggingConfiguration={"ResourceArn": arn, "LogDestinationConfigs": destinations}
    )

    def listed(scope: str, **how: str) -> set[str]:
        found = client.list_logging_configurations(Scope=scope, **how)["LoggingConfigurations"]
        return {one["ResourceArn"] for one in found}

    assert arn in listed(scope)
    assert arn in listed(scope, LogScope="CUSTOMER")
    assert arn not in listed(scope, LogScope="SECURITY_LAKE")
    assert arn not in listed(other)
