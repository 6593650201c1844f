"""Plant log groups of trails; declare metric filters, their alarms and who is told.

The emulator keeps a metric filter twice that was put twice, and its alarms know no time; so these
are declared.
"""

from contextlib import suppress
from typing import Any

from demo.estate import Declared
from demo.planting import Plot
from demo.service import Service

NAMESPACE = "CloudTrail"


def plant_alarms(plot: Plot, region: str) -> None:
    """The log groups of a region, and what it answers about filters, alarms and topics."""
    for one in plot.account.each("log_groups", region):
        _plant_group(plot, one)
    filters = list(plot.account.each("metric_filters", region))
    if not filters:
        return
    described = {"metricFilters": [_filter(plot, one) for one in filters]}
    plot.answer("logs:DescribeMetricFilters", region, described)
    alarms = {"MetricAlarms": [_alarm(plot, one) for one in filters], "CompositeAlarms": []}
    plot.answer("cloudwatch:DescribeAlarms", region, alarms)
    for topic in plot.account.each("topics", region):
        _subscribe(plot, topic)


def _plant_group(plot: Plot, one: Declared) -> None:
    logs = plot.client("logs", one["region"])
    with suppress(logs.exceptions.ResourceAlreadyExistsException):
        logs.create_log_group(logGroupName=one["name"])
    if "keep_days" in one:
        logs.put_retention_policy(logGroupName=one["name"], retentionInDays=one["keep_days"])


def _filter(plot: Plot, one: Declared) -> dict[str, Any]:
    counted = {"metricName": one["name"], "metricNamespace": NAMESPACE, "metricValue": "1"}
    return {
        "filterName": one["name"],
        "filterPattern": one["pattern"],
        "metricTransformations": [counted],
        "creationTime": int(plot.ago(300)) * 1000,
        "logGroupName": one["log_group"],
    }


def _alarm(plot: Plot, one: Declared) -> dict[str, Any]:
    prefix = f"{one['region']}:{plot.account.id}"
    return {
        "AlarmName": one["name"],
        "AlarmArn": f"arn:aws:cloudwatch:{prefix}:alarm:{one['name']}",
        "AlarmConfigurationUpdatedTimestamp": plot.ago(300),
        "ActionsEnabled": True,
        "OKActions": [],
        "AlarmActions": [f"arn:aws:sns:{prefix}:{one['topic']}"],
        "InsufficientDataActions": [],
        "StateValue": "OK",
        "MetricName": one["name"],
        "Namespace": NAMESPACE,
        "Statistic": "Sum",
        "Dimensions": [],
        "Period": 300,
        "EvaluationPeriods": 1,
        "Threshold": 1.0,
        "ComparisonOperator": "GreaterThanOrEqualToThreshold",
        "TreatMissingData": "notBreaching",
    }


def _subscribe(plot: Plot, one: Declared) -> None:
    arn = f"arn:aws:sns:{one['region']}:{plot.account.id}:{one['name']}"
    attributes = {
        "TopicArn": arn,
        "Owner": plot.account.id,
        "DisplayName": "",
        "SubscriptionsConfirmed": str(one["confirmed"]),
        "SubscriptionsPending": str(one["pending"]),
        "SubscriptionsDeleted": "0",
    }
    told = {"Attributes": attributes}
    plot.answer("sns:GetTopicAttributes", one["region"], told, {"TopicArn": arn})


SERVICE = Service(
    name="cloudwatch",
    plant=plant_alarms,
    account_controls=("cloudtrail.metric-alarms",),
)
