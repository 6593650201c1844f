"""cloudtrail.metric-alarms: from the trail to somebody who is told, every link of the chain."""

from collections.abc import Sequence
from typing import Any

import pytest

from compliance.collectors.cloudtrail import TRAIL
from compliance.collectors.cloudwatch import ALARM
from compliance.collectors.logs import METRIC_FILTER
from compliance.collectors.resource import Resource
from compliance.controls.cloudtrail.families import FAMILIES
from compliance.controls.cloudtrail.metric_alarms import judge
from demo.estate import declared_accounts
from tests.compliance.controls.cloudtrail.trails import (
    SELECTORS_DENIED,
    STATUS_DENIED,
    STOPPED,
    trail,
)
from tests.compliance.controls.cloudtrail.watching import (
    CONFIRMED,
    STREAMING,
    TOPIC,
    alarm,
    composite,
    delivered,
    metric_filter,
    topic,
)
from tests.compliance.controls.resources import HOME, NOW, STRANGER, Unread, account, judge_outcome

FAMILY = "kms-disable-delete"
PATTERN = "{ ($.eventName = DisableKey) || ($.eventName = ScheduleKeyDeletion) }"
# The patterns by which the benchmark's own families are watched in the made-up company.
BENCHMARK = {
    one["name"]: one["pattern"]
    for account in declared_accounts()
    for one in account.each("metric_filters")
}


def chain(
    *links: Resource, without: Sequence[Resource] = (), pattern: str = PATTERN
) -> list[Resource]:
    """A whole chain for one family, in which links of the same ARN are replaced by these."""
    whole = [delivered(), metric_filter(pattern), alarm(), composite(), CONFIRMED]
    arns = {(one.type, one.arn) for one in (*links, *without)}
    return [*(one for one in whole if (one.type, one.arn) not in arns), *links]


def status_of(others: Sequence[Resource], *families: str, **given: Any) -> str:
    wanted = list(families) or [FAMILY]
    return judge_outcome(judge, account(), others=others, families=wanted, **given).status


def test_whole_chain_passes() -> None:
    outcome = judge_outcome(judge, account(), others=chain(), families=[FAMILY])
    assert outcome.status == "pass"
    assert FAMILY in outcome.reason


@pytest.mark.parametrize("family", sorted(FAMILIES))
def test_each_pattern_of_the_benchmark_covers_its_family_and_no_other(family: str) -> None:
    others = chain(pattern=BENCHMARK[family])
    assert status_of(others, family) == "pass"
    assert {status_of(others, other) for other in FAMILIES if other != family} == {"fail"}


def test_by_default_every_family_is_asked_for() -> None:
    filters = [metric_filter(pattern, name) for name, pattern in BENCHMARK.items()]
    alarms = [alarm(name) for name in BENCHMARK]
    others = [delivered(), *filters, *alarms, CONFIRMED]
    assert judge_outcome(judge, account(), others=others).status == "pass"
    fewer = [one for one in others if one is not filters[0]]
    assert judge_outcome(judge, account(), others=fewer).status == "fail"


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param("{ $.eventName = DisableKey }", id="an event is missing"),
        pytest.param('{ $.eventName = "disablekey" || $.eventName = "schedule*" }', id="case"),
        pytest.param(f"{PATTERN[:-1]} && $.eventName = Other }}", id="contradiction"),
        pytest.param(
            "{ ($.eventName = DisableKey || $.eventName = ScheduleKeyDeletion) && "
            '$.userIdentity.userName = "alice" }',
            id="one user only",
        ),
        pytest.param(
            "{ ($.eventName = DisableKey || $.eventName = ScheduleKeyDeletion) && "
            "$.sourceIPAddress != 10.* }",
            id="an address is left out",
        ),
        pytest.param(
            "{ ($.eventSource = iam.amazonaws.com) && (($.eventName = DisableKey) || "
            "($.eventName = ScheduleKeyDeletion)) }",
            id="another service",
        ),
        pytest.param(
            "{ ($.eventName = DisableKey || $.eventName = ScheduleKeyDeletion) && "
            "$.errorCode EXISTS }",
            id="failures only",
        ),
    ],
)
def test_pattern_that_leaves_events_out(pattern: str) -> None:
    assert status_of(chain(pattern=pattern)) == "fail"


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param("{($.eventName=ScheduleKeyDeletion)||($.eventName=DisableKey)}", id="order"),
        pytest.param("{ $.eventSource = kms.amazonaws.com }", id="everything of KMS"),
        pytest.param('{ $.eventName = "*Key*" }', id="wider"),
        pytest.param(
            f"{PATTERN[:-1]} && $.errorCode NOT EXISTS }}",
            id="one event, or the other when it succeeds",
        ),
        pytest.param(
            "{ ($.eventName = DisableKey || $.eventName = ScheduleKeyDeletion) && "
            "$.errorCode NOT EXISTS }",
            id="successes only",
        ),
    ],
)
def test_pattern_that_means_the_same_or_more(pattern: str) -> None:
    assert status_of(chain(pattern=pattern)) == "pass"


def test_several_filters_may_share_a_family() -> None:
    first = metric_filter("{ $.eventName = DisableKey }")
    second = metric_filter("{ $.eventName = ScheduleKeyDeletion }", "second")
    assert status_of(chain(first, second, alarm("second"))) == "pass"
    assert status_of(chain(first, second)) == "fail"


@pytest.mark.parametrize(
    "link",
    [
        metric_filter('"DisableKey"'),
        metric_filter("?DisableKey ?ScheduleKeyDeletion"),
        metric_filter("{ $.eventName = %DisableKey|ScheduleKeyDeletion% }"),
        metric_filter(PATTERN, applyOnTransformedLogs=True),
        metric_filter(PATTERN, fieldSelectionCriteria='@aws.region = "eu-west-1"'),
    ],
)
def test_filter_that_is_not_understood(link: Resource) -> None:
    outcome = judge_outcome(judge, account(), others=chain(link), families=[FAMILY])
    assert outcome.status == "not_determined"
    assert "changes is not understood" in outcome.reason


@pytest.mark.parametrize(
    ("given", "status"),
    [
        pytest.param({"status": STOPPED}, "fail", id="stopped"),
        pytest.param({"IsMultiRegionTrail": False}, "fail", id="one Region"),
        pytest.param({"selectors": {"EventSelectors": []}}, "fail", id="records nothing"),
        pytest.param({"status": {"IsLogging": True}}, "fail", id="nothing arrives"),
        pytest.param(
            {"status": {**STREAMING, "LatestCloudWatchLogsDeliveryError": "gone"}},
            "fail",
            id="delivery fails",
        ),
        pytest.param(
            {"status": {"IsLogging": True, "StartLoggingTime": NOW}},
            "not_determined",
            id="just started",
        ),
        pytest.param({"status": STATUS_DENIED}, "not_determined", id="status denied"),
        pytest.param({"selectors": SELECTORS_DENIED}, "not_determined", id="selectors denied"),
        pytest.param({"CloudWatchLogsLogGroupArn": ""}, "fail", id="no log group"),
    ],
)
def test_the_trail_delivers_all_events(given: dict[str, Any], status: str) -> None:
    assert status_of(chain(delivered(**given))) == status


def test_log_group_of_another_account_is_not_determined() -> None:
    arn = f"arn:aws:logs:{HOME}:{STRANGER}:log-group:trails:*"
    subject = chain(delivered(CloudWatchLogsLogGroupArn=arn))
    outcome = judge_outcome(judge, account(), others=subject, families=[FAMILY])
    assert outcome.status == "not_determined"
    assert f"account {STRANGER}" in outcome.reason


def test_another_trail_does_not_matter_to_a_whole_chain() -> None:
    assert status_of([*chain(), trail("second", status=STATUS_DENIED)]) == "pass"
    assert status_of([*chain(), delivered("second", status=STATUS_DENIED)]) == "pass"


@pytest.mark.parametrize(
    ("link", "status"),
    [
        pytest.param(metric_filter(PATTERN, group="other"), "fail", id="another log group"),
        pytest.param(metric_filter(PATTERN, metric={"metricValue": "0"}), "fail", id="counts 0"),
        pytest.param(
            metric_filter(PATTERN, metric={"metricValue": "$.size"}), "fail", id="counts a field"
        ),
        pytest.param(
            metric_filter(PATTERN, metric={"dimensions": {"User": "$.user"}}), "fail", id="split"
        ),
        pytest.param(metric_filter(PATTERN, metric={"unit": "Count"}), "pass", id="with a unit"),
        pytest.param(metric_filter(PATTERN, metricTransformations=[]), "fail", id="no metric"),
    ],
)
def test_the_filter_counts_events(link: Resource, status: str) -> None:
    without = [metric_filter(PATTERN)]
    assert status_of(chain(link, without=without)) == status


@pytest.mark.parametrize(
    ("given", "status"),
    [
        pytest.param({"Namespace": "Other"}, "fail", id="another metric"),
        pytest.param({"Dimensions": [{"Name": "a", "Value": "b"}]}, "fail", id="of a dimension"),
        pytest.param({"Threshold": 5.0}, "fail", id="five events"),
        pytest.param({"Threshold": None}, "fail", id="no threshold"),
        pytest.param(
            {"Threshold": 1.0, "ComparisonOperator": "GreaterThanThreshold"}, "fail", id="over one"
        ),
        pytest.param(
            {"Threshold": 0.0, "ComparisonOperator": "GreaterThanThreshold"},
            "pass",
            id="over none",
        ),
        pytest.param({"ComparisonOperator": "LessThanThreshold"}, "fail", id="the other way"),
        pytest.param({"Statistic": "Average"}, "fail", id="average"),
        pytest.param({"Statistic": "Maximum"}, "pass", id="maximum"),
        pytest.param({"EvaluationPeriods": 3}, "fail", id="three periods"),
        pytest.param(
            {"EvaluationPeriods": 3, "DatapointsToAlarm": 1}, "pass", id="one of three periods"
        ),
        pytest.param({"Unit": "Count"}, "fail", id="another unit"),
        pytest.param({"ActionsEnabled": False}, "fail", id="actions off"),
        pytest.param({"AlarmActions": []}, "fail", id="no action"),
        pytest.param(
            {"AlarmActions": ["arn:aws:lambda:eu-west-1:1:function:f"]},
            "not_determined",
            id="a function",
        ),
        pytest.param(
            {"AlarmActions": ["arn:aws:lambda:eu-west-1:1:function:f", TOPIC]},
            "pass",
            id="a function and a topic",
        ),
        pytest.param(
            {"AlarmActions": [f"arn:aws:sns:{HOME}:{STRANGER}:t"]}, "not_determined", id="unread"
        ),
        pytest.param(
            {
                "MetricName": None,
                "Metrics": [{"Id": "m", "Expression": "SUM(METRICS('changes'))"}],
            },
            "not_determined",
            id="an expression that may be over it",
        ),
        pytest.param(
            {
                "MetricName": None,
                "Metrics": [
                    {"Id": "m", "MetricStat": {"Metric": {"MetricName": "changes"}}},
                    {"Id": "e", "Expression": "m * 2"},
                ],
            },
            "not_determined",
            id="metric math",
        ),
    ],
)
def test_the_alarm_goes_off_and_tells(given: dict[str, Any], status: str) -> None:
    assert status_of(chain(alarm(**given))) == status


@pytest.mark.parametrize(
    ("link", "status"),
    [
        pytest.param(topic("0"), "fail", id="nobody confirmed"),
        pytest.param(topic("3"), "pass", id="three"),
        pytest.param(topic(""), "not_determined", id="not counted"),
        pytest.param(topic(denied=True), "not_determined", id="denied"),
    ],
)
def test_somebody_subscribed(link: Resource, status: str) -> None:
    assert status_of(chain(link)) == status


def test_alarm_of_another_region_does_not_see_the_metric() -> None:
    assert status_of(chain(alarm(region="us-east-1"), without=[alarm()])) != "pass"


def test_composite_alarm_may_tell_instead() -> None:
    silent = alarm(AlarmActions=[])
    assert status_of(chain(silent)) == "fail"
    assert status_of(chain(silent, composite('ALARM("changes")'))) == "not_determined"


def test_more_events_may_be_allowed() -> None:
    others = chain(alarm(Threshold=5.0))
    assert status_of(others, max_events=5) == "pass"
    assert status_of(others, max_events=4) == "fail"


@pytest.mark.parametrize(
    ("without", "gap"),
    [
        (delivered(), Unread(TRAIL)),
        (metric_filter(PATTERN), Unread(METRIC_FILTER, HOME)),
        (alarm(), Unread(ALARM, HOME)),
    ],
)
def test_what_was_not_read_is_not_missing(without: Resource, gap: Unread) -> None:
    others = chain(without=[without])
    outcome = judge_outcome(judge, account(), others=others, unread=[gap], families=[FAMILY])
    assert outcome.status == "not_determined"
    whole = judge_outcome(judge, account(), others=chain(), unread=[gap], families=[FAMILY])
    assert whole.status == "pass"


def test_family_that_is_surely_missing_fails_though_another_is_in_doubt() -> None:
    others = chain(topic(denied=True))
    assert status_of(others, FAMILY, "vpc") == "fail"


def test_no_trail_at_all() -> None:
    nothing = [trail("plain")]
    assert status_of(nothing) == "fail"


def test_unknown_family_is_not_determined() -> None:
    assert status_of(chain(), FAMILY, "everything-else") == "not_determined"
