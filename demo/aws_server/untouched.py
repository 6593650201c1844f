"""What services answer for an account in which nobody ever touched them, where moto has no answer.

An estate's own declarations and a service's module come before this.
"""

from collections.abc import Callable, Mapping
from typing import Any

from demo.aws_server.answer import AwsError
from demo.aws_server.call import Call
from demo.aws_server.memory import Memory

Instead = Callable[[Call, Memory], dict[str, Any] | None]


def says(members: Mapping[str, Any]) -> Instead:
    """An answer that is always the same."""
    return lambda _call, _memory: dict(members)


def refuses(code: str, message: str, status: int = 400) -> Instead:
    """The error by which a service says that it is not switched on."""

    def refuse(_call: Call, _memory: Memory) -> dict[str, Any] | None:
        raise AwsError(code, message, status)

    return refuse


def _service_setting(call: Call, _memory: Memory) -> dict[str, Any]:
    """Documents may be shared with everybody until somebody forbids it."""
    setting = {"SettingId": call.params["SettingId"], "SettingValue": "Enable"}
    return {"ServiceSetting": {**setting, "Status": "Default"}}


def _not_subscribed(call: Call, _memory: Memory) -> dict[str, Any] | None:
    """Security Hub says so with the code by which it also says that a caller may not."""
    message = f"Account {call.account} is not subscribed to AWS Security Hub"
    raise AwsError("InvalidAccessException", message, 401)


UNTOUCHED: Mapping[str, Instead] = {
    "accessanalyzer:ListAnalyzers": says({"analyzers": []}),
    "config:DescribeComplianceByConfigRule": says({"ComplianceByConfigRules": []}),
    "config:DescribeConfigurationRecorderStatus": says({"ConfigurationRecordersStatus": []}),
    "config:DescribeConfigurationRecorders": says({"ConfigurationRecorders": []}),
    "config:DescribeDeliveryChannelStatus": says({"DeliveryChannelsStatus": []}),
    "config:DescribeRetentionConfigurations": says({"RetentionConfigurations": []}),
    "config:GetDiscoveredResourceCounts": says(
        {"totalDiscoveredResources": 0, "resourceCounts": []}
    ),
    "securityhub:DescribeHub": _not_subscribed,
    "securityhub:DescribeSecurityHubV2": refuses(
        "ResourceNotFoundException", "Security Hub is not enabled.", 404
    ),
    "securityhub:GetEnabledStandards": _not_subscribed,
    "securityhub:GetFindings": _not_subscribed,
    "shield:GetSubscriptionState": says({"SubscriptionState": "INACTIVE"}),
    "ssm:GetServiceSetting": _service_setting,
}
