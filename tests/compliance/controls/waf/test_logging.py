"""waf.logging: a destination in any scope, for a web ACL that protects something."""

import pytest

from compliance.collectors.resource import Resource
from tests.compliance.controls.endpoints import ALB
from tests.compliance.controls.resources import Denied, Facts
from tests.compliance.controls.waf.web_acls import (
    LOGGING_DENIED,
    RESOURCES_DENIED,
    judged,
    web_acl,
)

BUCKET = "arn:aws:s3:::aws-waf-logs-shop"
LOGS: Facts = {"LoggingConfigurations": [{"LogDestinationConfigs": [BUCKET]}]}
LOAD_BALANCERS = "resources APPLICATION_LOAD_BALANCER"
PROTECTS: dict[str, Facts | Denied] = {LOAD_BALANCERS: {"ResourceArns": [ALB]}}
CUSTOMER = "logging CUSTOMER"
SECURITY_LAKE = "logging SECURITY_LAKE"
CLOUDWATCH = "logging CLOUDWATCH_TELEMETRY_RULE_MANAGED"


@pytest.mark.parametrize(
    ("subject", "status", "reason"),
    [
        pytest.param(web_acl(facts={**PROTECTS, CUSTOMER: LOGS}), "pass", BUCKET, id="on"),
        pytest.param(
            web_acl(facts={**PROTECTS, SECURITY_LAKE: LOGS}),
            "pass",
            "SECURITY_LAKE",
            id="by Security Lake",
        ),
        pytest.param(
            web_acl(facts={**PROTECTS, CLOUDWATCH: LOGS}),
            "pass",
            "CLOUDWATCH",
            id="by CloudWatch",
        ),
        pytest.param(web_acl(facts=PROTECTS), "fail", "no logging configuration", id="off"),
        pytest.param(
            web_acl(facts={CUSTOMER: LOGS}), "not_applicable", "protects nothing", id="unused"
        ),
        pytest.param(
            web_acl(facts={**PROTECTS, CUSTOMER: LOGGING_DENIED}),
            "not_determined",
            "ListLoggingConfigurations: Access",
            id="denied",
        ),
        pytest.param(
            web_acl(facts={**PROTECTS, SECURITY_LAKE: LOGGING_DENIED}),
            "not_determined",
            "ListLoggingConfigurations: Access",
            id="denied in one scope",
        ),
        pytest.param(
            web_acl(facts={**PROTECTS, CUSTOMER: LOGGING_DENIED, SECURITY_LAKE: LOGS}),
            "pass",
            "SECURITY_LAKE",
            id="denied in one scope, on in another",
        ),
        pytest.param(
            web_acl(facts={LOAD_BALANCERS: RESOURCES_DENIED}),
            "not_determined",
            "ListResourcesForWebACL: Access",
            id="use denied",
        ),
    ],
)
def test_requests_are_logged(subject: Resource, status: str, reason: str) -> None:
    outcome = judged("waf.logging", subject)
    assert outcome.status == status
    assert reason in outcome.reason
