"""AWS WAF where moto answers otherwise, or not at all (AWS WAF API Reference)."""

from typing import Any

from moto.wafv2.models import GLOBAL_REGION, wafv2_backends

from demo.aws_server.answer import AwsError
from demo.aws_server.call import Call
from demo.aws_server.memory import Memory

Members = dict[str, Any]

CUSTOMER = "CUSTOMER"
DEFAULT_TYPE = "APPLICATION_LOAD_BALANCER"
# What the ARNs of each kind of resource hold, that a web ACL can be associated with.
KINDS = {
    "AGENTCORE_GATEWAY": ":bedrock-agentcore:",
    "AMPLIFY": ":amplify:",
    "API_GATEWAY": ":apigateway:",
    "APPLICATION_LOAD_BALANCER": ":loadbalancer/app/",
    "APPSYNC": ":appsync:",
    "APP_RUNNER_SERVICE": ":apprunner:",
    "COGNITO_USER_POOL": ":userpool/",
    "VERIFIED_ACCESS_INSTANCE": ":verified-access-instance/",
}


def resources_for_web_acl(call: Call, _memory: Memory) -> Members:
    """The resources of one type that were associated with a web ACL, which moto does not list."""
    arn = call.params["WebACLArn"]
    place = GLOBAL_REGION if ":global/" in arn else call.region
    acl = wafv2_backends[call.account][place].wacls.get(arn)
    if acl is None:
        raise AwsError("WAFNonexistentItemException", "The resource doesn't exist.")
    kind = KINDS[call.params.get("ResourceType", DEFAULT_TYPE)]
    return {"ResourceArns": [one for one in acl.associated_resources if kind in one]}


def logging_configurations(call: Call, _memory: Memory) -> Members:
    """Those of the scope; moto lists none of CLOUDFRONT, and all to every LogScope."""
    if call.params.get("LogScope", CUSTOMER) != CUSTOMER:
        return {"LoggingConfigurations": []}
    place = ":global/" if call.params["Scope"] == "CLOUDFRONT" else ":regional/"
    found = wafv2_backends[call.account][call.region].logging_configurations
    listed = [
        {name: member for name, member in one.to_dict().items() if member is not None}
        for arn, one in found.items()
        if place in arn
    ]
    return {"LoggingConfigurations": listed}


INSTEAD = {
    "wafv2:ListLoggingConfigurations": logging_configurations,
    "wafv2:ListResourcesForWebACL": resources_for_web_acl,
}
