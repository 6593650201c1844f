"""Whether an event that a metric filter counts raises an alarm which reaches somebody.

Sources: CloudWatch Logs API, MetricTransformation; CloudWatch API, MetricAlarm; SNS API,
GetTopicAttributes.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from compliance.aws.answers import NotCollected
from compliance.collectors.cloudwatch import ALARM, ALARM_TOPIC, COMPOSITE_ALARM, is_topic
from compliance.collectors.resource import Estate, Resource
from compliance.controls.cloudtrail.proof import any_holds

Members = Mapping[str, Any]


def reaches_somebody(estate: Estate, metric_filter: Resource, *, events: int) -> bool:
    """Whether so many events that the filter counts lead to a message to a subscriber.

    :raises NotCollected: no alarm is proven to, and one that may was not read, or works in a way
        that is not followed here: metric math, composite alarms, actions other than SNS topics.
    """
    return any_holds(
        partial(_alarms, estate, metric_filter.region, one, events)
        for one in metric_filter["filter"].get("metricTransformations") or ()
    )


def _alarms(estate: Estate, region: str, metric: Members, events: int) -> bool:
    # A metric with dimensions is another metric for each of their values, so that an alarm sees
    # only some of the events.
    here = [one for one in estate.known(ALARM) if one.region == region]
    alerting = [
        one
        for one in here
        if not metric.get("dimensions") and _watches(one["alarm"], metric, events)
    ]
    if any_holds(partial(_is_heard, estate, one) for one in alerting):
        return True
    estate.require_whole(ALARM, region)
    for one in here:
        _require_no_math(one["alarm"], metric)
    for one in alerting:
        _require_no_composite(estate, one)
    return False


def _watches(alarm: Members, metric: Members, events: int) -> bool:
    """The alarm goes off when the metric counts so many events in one period."""
    return (
        alarm.get("MetricName") == metric.get("metricName")
        and alarm.get("Namespace") == metric.get("metricNamespace")
        and not alarm.get("Dimensions")
        and alarm.get("Unit", "None") in ("None", metric.get("unit", "None"))
        and (alarm.get("DatapointsToAlarm") or alarm.get("EvaluationPeriods")) == 1
        and _is_over(alarm, _reading(alarm, metric, events))
    )


def _reading(alarm: Members, metric: Members, events: int) -> float:
    """What the alarm sees of a period with so many events; 0 where that is not certain."""
    try:
        value = float(metric.get("metricValue", ""))
    except ValueError:
        return 0.0
    match alarm.get("Statistic"):
        case "Sum":
            return value * events
        case "Maximum":
            return value
    return 0.0


def _is_over(alarm: Members, reading: float) -> bool:
    threshold = alarm.get("Threshold")
    if threshold is None or reading <= 0:
        return False
    match alarm.get("ComparisonOperator"):
        case "GreaterThanOrEqualToThreshold":
            return bool(reading >= threshold)
        case "GreaterThanThreshold":
            return bool(reading > threshold)
    return False


def _is_heard(estate: Estate, alarm: Resource) -> bool:
    """An action of the alarm is a topic with a subscriber who confirmed."""
    if alarm["alarm"].get("ActionsEnabled") is not True:
        return False
    actions = alarm["alarm"].get("AlarmActions") or ()
    topics = [one for one in actions if is_topic(one)]
    if any_holds(partial(_has_subscriber, estate, one) for one in topics):
        return True
    if len(topics) < len(actions):
        raise NotCollected(ALARM, f"{alarm.name} has actions that are not followed")
    return False


def _has_subscriber(estate: Estate, topic: str) -> bool:
    # Those that nobody confirmed yet are counted apart.
    attributes = estate.find(ALARM_TOPIC, topic)["topic"].get("Attributes", {})
    count = str(attributes.get("SubscriptionsConfirmed", ""))
    if not count.isdecimal():
        raise NotCollected(ALARM_TOPIC, f"{topic} does not count its subscriptions")
    return int(count) > 0


def _require_no_math(alarm: Members, metric: Members) -> None:
    if metric.get("metricName") in set(_strings(alarm.get("Metrics"))):
        raise NotCollected(ALARM, f"{alarm.get('AlarmName')} uses metric math, not followed here")


def _strings(value: Any) -> Iterator[str]:
    """Every text in a list of metrics, and every word of its expressions."""
    if isinstance(value, str):
        yield value
        yield from value.replace('"', " ").replace("'", " ").split()
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _strings(one)


def _require_no_composite(estate: Estate, alarm: Resource) -> None:
    for one in estate.known(COMPOSITE_ALARM):
        if one.region == alarm.region and alarm.name in str(one["alarm"].get("AlarmRule")):
            raise NotCollected(COMPOSITE_ALARM, f"{one.name} takes up {alarm.name}, not followed")
    estate.require_whole(COMPOSITE_ALARM, alarm.region)
