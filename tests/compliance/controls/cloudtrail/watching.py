"""Log groups that are watched: metric filters, alarms and topics, all as they should be."""

from typing import Any

from compliance.collectors.cloudwatch import ALARM, ALARM_TOPIC, COMPOSITE_ALARM
from compliance.collectors.logs import METRIC_FILTER
from compliance.collectors.resource import Resource
from tests.compliance.controls.cloudtrail.trails import trail
from tests.compliance.controls.resources import HOME, NOW, OWNER, Denied, resource

GROUP = "trails"
TOPIC = f"arn:aws:sns:{HOME}:{OWNER}:security"
STREAMING = {"IsLogging": True, "LatestCloudWatchLogsDeliveryTime": NOW}


def delivered(name: str = "main", owner: str = OWNER, **given: Any) -> Resource:
    """A multi-Region trail whose events reach the log group."""
    arn = f"arn:aws:logs:{HOME}:{owner}:log-group:{GROUP}:*"
    return trail(name, **{"CloudWatchLogsLogGroupArn": arn, "status": STREAMING, **given})


def metric_filter(
    pattern: str, name: str = "changes", *, group: str = GROUP, **given: Any
) -> Resource:
    """A metric filter of the log group, which counts each event as 1."""
    metric = {"metricName": name, "metricNamespace": "CloudTrail", "metricValue": "1"}
    described = {
        "filterName": name,
        "filterPattern": pattern,
        "logGroupName": group,
        "metricTransformations": [{**metric, **given.pop("metric", {})}],
        **given,
    }
    arn = f"arn:aws:logs:{HOME}:{OWNER}:metric-filter:{group}:{name}"
    return resource(arn, METRIC_FILTER, filter=described)


def alarm(name: str = "changes", *, region: str = HOME, **given: Any) -> Resource:
    """An alarm on the metric of that name, which one event sets off."""
    described = {
        "AlarmName": name,
        "MetricName": name,
        "Namespace": "CloudTrail",
        "ActionsEnabled": True,
        "AlarmActions": [TOPIC],
        "Statistic": "Sum",
        "Dimensions": [],
        "EvaluationPeriods": 1,
        "Threshold": 1.0,
        "ComparisonOperator": "GreaterThanOrEqualToThreshold",
        **given,
    }
    arn = f"arn:aws:cloudwatch:{region}:{OWNER}:alarm:{name}"
    return resource(arn, ALARM, region, alarm=described)


def composite(rule: str = "ALARM(other)", name: str = "composite") -> Resource:
    """A composite alarm with this rule."""
    arn = f"arn:aws:cloudwatch:{HOME}:{OWNER}:alarm:{name}"
    return resource(arn, COMPOSITE_ALARM, alarm={"AlarmName": name, "AlarmRule": rule})


def topic(confirmed: str = "1", *, arn: str = TOPIC, denied: bool = False) -> Resource:
    """A topic with so many confirmed subscriptions, and one that nobody confirmed."""
    counts = {"SubscriptionsConfirmed": confirmed, "SubscriptionsPending": "1"}
    found = Denied("sns:GetTopicAttributes") if denied else {"Attributes": counts}
    return resource(arn, ALARM_TOPIC, topic=found)


CONFIRMED = topic()
