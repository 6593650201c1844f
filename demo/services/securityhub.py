"""Declare hubs of Security Hub CSPM with their standards and critical findings."""

from datetime import timedelta
from typing import Any

from demo.estate import Declared
from demo.planting import Plot
from demo.service import Kind, Service, itself

ARN = "arn:aws:securityhub:{region}:{account}:hub/default"


def plant_hub(plot: Plot, region: str) -> None:
    """What Security Hub answers in a region; one that nobody touched is left to the server."""
    (hub,) = itself("hubs", ARN)(plot, region)
    declared = hub.declared
    if declared.get("newer"):
        newer = {"HubV2Arn": f"arn:aws:securityhub:{region}:{plot.account.id}:hubv2/default"}
        plot.answer("securityhub:DescribeSecurityHubV2", region, newer)
    if "standards" in declared:
        _subscribe(plot, region, declared, hub.arn)
    for operation in declared.get("deny", ()):
        plot.deny("securityhub", operation, region, {})


def _subscribe(plot: Plot, region: str, declared: Declared, arn: str) -> None:
    plot.answer(
        "securityhub:DescribeHub", region, {"HubArn": arn, "SubscribedAt": _date(plot, 500)}
    )
    standards = [_standard(plot, region, *one) for one in declared["standards"].items()]
    plot.answer("securityhub:GetEnabledStandards", region, {"StandardsSubscriptions": standards})
    findings = [
        _finding(plot, region, number, days)
        for number, days in enumerate(declared.get("critical_days_ago", ()), start=1)
    ]
    plot.answer("securityhub:GetFindings", region, {"Findings": findings})


def _standard(plot: Plot, region: str, name: str, status: str) -> dict[str, Any]:
    subscription = {
        "StandardsArn": f"arn:aws:securityhub:{region}::standards/{name}",
        "StandardsSubscriptionArn": (
            f"arn:aws:securityhub:{region}:{plot.account.id}:subscription/{name}"
        ),
        "StandardsInput": {},
        "StandardsStatus": status,
    }
    if status == "INCOMPLETE":
        reason = {"StatusReasonCode": "NO_AVAILABLE_CONFIGURATION_RECORDER"}
        subscription["StandardsStatusReason"] = reason
    return subscription


def _finding(plot: Plot, region: str, number: int, days: float) -> dict[str, Any]:
    return {
        "SchemaVersion": "2018-10-08",
        "Id": f"arn:aws:securityhub:{region}:{plot.account.id}:finding/{number}",
        "ProductArn": f"arn:aws:securityhub:{region}::product/aws/securityhub",
        "GeneratorId": "security-control/EC2.19",
        "AwsAccountId": plot.account.id,
        "Region": region,
        "CreatedAt": _date(plot, days),
        "UpdatedAt": _date(plot, 1),
        "Severity": {"Label": "CRITICAL"},
        "Title": "Security groups should not allow unrestricted access to ports with high risk",
        "Description": "A security group lets everybody in.",
        "Workflow": {"Status": "NEW"},
        "RecordState": "ACTIVE",
    }


def _date(plot: Plot, days: float) -> str:
    """As AWS's findings have it: text, to the millisecond."""
    date = (plot.now - timedelta(days=days)).isoformat(timespec="milliseconds")
    return date.replace("+00:00", "Z")


SERVICE = Service(
    name="securityhub",
    plant=plant_hub,
    kinds=(
        Kind(
            name="hub",
            controls=(
                "securityhub.critical-findings-open",
                "securityhub.enabled",
                "securityhub.framework-standard-on",
            ),
            planted=itself("hubs", ARN),
            population="",
        ),
    ),
)
