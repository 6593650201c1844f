import json

import pytest
from hypothesis import given, settings

from compliance.policies.verdict import Exposure
from tests.compliance.policies.drawn import POLICIES
from tests.compliance.policies.policies import ORG, OTHER, OWN, Body, judged
from tests.compliance.policies.requests import Request, admits

STRANGER = "999999999999"
ELSEWHERE = {"aws:sourceip": "198.51.100.9"}
INSIDE = {"aws:sourceip": "203.0.113.9"}
ENDPOINT = {"aws:sourcevpc": "vpc-1"}
ACTIONS = ("Decrypt", "Sign", "DescribeKey")
RESOURCES = ("key/a", "key/b")


def person(account: str, route: dict[str, str], organization: str = "") -> Request:
    """A call signed by role x of an account."""
    arn = f"arn:aws:iam::{account}:role/x"
    context = {
        "aws:principalaccount": account,
        "kms:calleraccount": account,
        "aws:principalarn": arn,
        "aws:principalisawsservice": "false",
        "aws:securetransport": "true",
        "aws:username": "ann",
    }
    belongs = {"aws:principalorgid": organization} if organization else {}
    return Request(caller=arn, account=account, context=context | route | belongs)


def aws_service(account: str, arn: str) -> Request:
    """A call that SNS makes in its own name for a resource of an account."""
    return Request(
        service="sns.amazonaws.com",
        context={
            "aws:sourceaccount": account,
            "aws:sourcearn": arn,
            "aws:principalisawsservice": "true",
            "aws:securetransport": "true",
        },
    )


REQUESTS = {
    "anonymous": (
        Request(context=ELSEWHERE | {"aws:securetransport": "true"}),
        Exposure.PUBLIC,
    ),
    "anonymous-inside": (
        Request(context=INSIDE | {"aws:securetransport": "false"}),
        Exposure.NETWORK,
    ),
    "stranger": (person(STRANGER, ELSEWHERE), Exposure.PUBLIC),
    "stranger-of-an-organization": (
        person(STRANGER, ELSEWHERE, "o-strangers0"),
        Exposure.PUBLIC,
    ),
    "stranger-inside": (person(STRANGER, INSIDE), Exposure.NETWORK),
    "stranger-at-the-endpoint": (person(STRANGER, ENDPOINT), Exposure.NETWORK),
    "named-outsider": (person(OTHER, ELSEWHERE), Exposure.CROSS_ACCOUNT),
    "member": (person(STRANGER, ELSEWHERE, ORG), Exposure.ORGANIZATION),
    "service-for-a-stranger": (
        aws_service(STRANGER, f"arn:aws:sns:eu-west-1:{STRANGER}:t"),
        Exposure.SERVICE_UNSCOPED,
    ),
    "service-for-us": (
        aws_service(OWN, f"arn:aws:sns:eu-west-1:{OWN}:t"),
        Exposure.SERVICE,
    ),
    "service-for-the-bucket": (aws_service(STRANGER, "arn:aws:s3:::logs"), Exposure.SERVICE),
}


@pytest.mark.parametrize("service", ["kms", "s3"])
@settings(max_examples=500)
@given(POLICIES)
def test_whoever_gets_in_is_within_the_verdict(service: str, policy: list[Body]) -> None:
    written = json.loads(json.dumps(policy).replace("kms:", f"{service}:"))
    exposure = judged(*written, service=service).exposure
    for name, (request, least) in REQUESTS.items():
        if service == "kms" and name.startswith("anonymous"):
            continue  # KMS answers only signed requests
        if exposure < least:
            assert not gets_in(written, request, service), name


def gets_in(policy: list[Body], request: Request, service: str) -> bool:
    return any(
        admits(policy, request, f"{service}:{action}", resource_arn(service, resource))
        for action in ACTIONS
        for resource in RESOURCES
    )


def resource_arn(service: str, name: str) -> str:
    return f"arn:aws:{service}:eu-west-1:{OWN}:{name}"
