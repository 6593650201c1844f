"""collectors.cloudwatch: alarms, and the topics that they name, without addresses."""

from typing import Any

import pytest

from compliance.aws.answers import NotCollected
from compliance.collectors.cloudwatch import ALARM, ALARM_TOPIC, COMPOSITE_ALARM
from tests.compliance.collectors.gathering import REGION, declare, gather, has_member, refuse
from tests.demo.serving import OWN_ACCOUNT, Server

ALARMS, ATTRIBUTES = "cloudwatch:DescribeAlarms", "sns:GetTopicAttributes"
PREFIX = f"arn:aws:cloudwatch:{REGION}:{OWN_ACCOUNT}:alarm"
TOPIC = f"arn:aws:sns:{REGION}:{OWN_ACCOUNT}:security"
# Only with their types named are composite alarms told of.
TYPES = ["CompositeAlarm", "MetricAlarm"]


def alarm(name: str, *actions: str) -> dict[str, Any]:
    return {"AlarmName": name, "AlarmArn": f"{PREFIX}:{name}", "AlarmActions": list(actions)}


def fill(server: Server, *alarms: dict[str, Any]) -> None:
    """These metric alarms, and one composite alarm."""
    members = {"MetricAlarms": list(alarms), "CompositeAlarms": [alarm("both")]}
    declare(server, ALARMS, members, AlarmTypes=TYPES)


def test_alarms_and_topics(aws: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(aws, alarm("a", TOPIC), alarm("b", TOPIC, f"arn:aws:lambda:{REGION}:1:function:f"))
    counts = {"Attributes": {"SubscriptionsConfirmed": "2"}}
    declare(aws, ATTRIBUTES, counts, TopicArn=TOPIC)
    found = gather("cloudwatch", aws, monkeypatch)
    assert [one.name for one in found.population(ALARM).resources] == ["a", "b"]
    assert [one.name for one in found.population(COMPOSITE_ALARM).resources] == ["both"]
    assert found.resource(TOPIC)["topic"] == counts
    assert found.calls == [ALARMS, ATTRIBUTES]


def test_all_pages_are_read(aws: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(aws, *(alarm(f"a-{number}", TOPIC) for number in range(120)))
    declare(aws, ATTRIBUTES, {"Attributes": {}}, TopicArn=TOPIC)
    found = gather("cloudwatch", aws, monkeypatch)
    assert len(found.population(ALARM).resources) == 120
    assert (found.calls.count(ALARMS), found.calls.count(ATTRIBUTES)) == (2, 1)


def test_region_without_alarms_costs_one_call(
    aws: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = gather("cloudwatch", aws, monkeypatch)
    assert found.calls == [ALARMS]
    for kind in (ALARM, COMPOSITE_ALARM, ALARM_TOPIC):
        population = found.population(kind)
        assert (population.resources, population.error) == ([], "")


def test_denied_list_is_an_error_of_every_population(
    aws: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(aws, ALARMS, AlarmTypes=TYPES)
    found = gather("cloudwatch", aws, monkeypatch)
    for kind in (ALARM, COMPOSITE_ALARM, ALARM_TOPIC):
        assert "AccessDenied" in found.population(kind).error


def test_topic_of_another_account_that_refuses(
    aws: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    foreign = f"arn:aws:sns:{REGION}:444455556666:security"
    fill(aws, alarm("a", foreign))
    refuse(aws, ATTRIBUTES, "AuthorizationError", 403, TopicArn=foreign)
    topic = gather("cloudwatch", aws, monkeypatch).resource(foreign)
    with pytest.raises(NotCollected, match="AuthorizationError"):
        _ = topic["topic"]


@pytest.mark.parametrize(
    ("operation", "path"),
    [
        *(
            (ALARMS, f"MetricAlarms.{member}")
            for member in (
                "ActionsEnabled",
                "AlarmActions",
                "ComparisonOperator",
                "DatapointsToAlarm",
                "Dimensions.Name",
                "EvaluationPeriods",
                "MetricName",
                "Metrics.Expression",
                "Namespace",
                "Statistic",
                "Threshold",
                "Unit",
            )
        ),
        (ALARMS, "CompositeAlarms.AlarmRule"),
        (ATTRIBUTES, "Attributes"),
        *(
            ("logs:DescribeMetricFilters", f"metricFilters.{member}")
            for member in (
                "applyOnTransformedLogs",
                "fieldSelectionCriteria",
                "filterPattern",
                "logGroupName",
                "metricTransformations.dimensions",
                "metricTransformations.metricName",
                "metricTransformations.metricNamespace",
                "metricTransformations.metricValue",
                "metricTransformations.unit",
            )
        ),
    ],
)
def test_what_is_read_is_in_the_api(operation: str, path: str) -> None:
    assert has_member(operation, path)
