"""Schedules of Secrets Manager, read as AWS documents them."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from croniter import croniter
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.controls.secretsmanager.cron_days import matcher
from compliance.controls.secretsmanager.schedule import ScheduleNotUnderstood, longest_gap


@pytest.mark.parametrize(
    ("expression", "gap"),
    [
        ("rate(4 hours)", timedelta(hours=4)),
        ("rate(1 day)", timedelta(days=1)),
        ("rate(999 days)", timedelta(days=999)),
        ("cron(0 0 * * ? *)", timedelta(days=1)),
        ("cron(0 0 * * * *)", timedelta(days=1)),
        ("cron(0 0/4 * * ? *)", timedelta(hours=4)),
        # Increments of hours begin anew each day.
        ("cron(0 4/12 * * ? *)", timedelta(hours=12)),
        ("cron(0 8,18 * * ? *)", timedelta(hours=14)),
        ("cron(0 8-18/5 ? * MON *)", timedelta(days=6, hours=14)),
        ("cron(0 18 ? * MON-FRI *)", timedelta(days=3)),
        ("cron(0 18 ? * 2-6 *)", timedelta(days=3)),
        ("cron(0 0 ? * 1 *)", timedelta(days=7)),
        ("cron(0 0 ? * SUN,wed *)", timedelta(days=4)),
        ("cron(0 0 ? * L *)", timedelta(days=7)),
        ("cron(0 8 1 * ? *)", timedelta(days=31)),
        ("cron(0 0 1,15 * ? *)", timedelta(days=17)),
        # Months without a 31st are left out: 31 March to 31 May.
        ("cron(0 0 31 * ? *)", timedelta(days=61)),
        ("cron(0 0 30 * ? *)", timedelta(days=60)),
        ("cron(0 0 L * ? *)", timedelta(days=31)),
        ("cron(0 0 1/10 * ? *)", timedelta(days=10)),
        ("cron(0 0 1 JAN,APR,JUL,OCT ? *)", timedelta(days=92)),
        ("cron(0 0 1 */2 ? *)", timedelta(days=62)),
        ("cron(0 8 ? * SUN#1 *)", timedelta(days=35)),
        ("cron(0 8 ? * 3#2 *)", timedelta(days=35)),
        ("cron(0 8 ? * 5L *)", timedelta(days=35)),
        ("cron(0 8 ? 1/3 FRIL *)", timedelta(days=98)),
        # Three months in a row can be without a fifth Monday: 30 November 1953 to 29 March 1954.
        ("cron(0 0 ? * MON#5 *)", timedelta(days=119)),
        ("cron(0 0 1W * ? *)", timedelta(days=33)),
        ("cron(0 0 31W * ? *)", timedelta(days=63)),
        ("cron(0 0 LW * ? *)", timedelta(days=33)),
        ("cron(0 0 1 7 ? *)", timedelta(days=366)),
        ("cron(0 0 29 2 ? *)", timedelta(days=1461)),
    ],
)
def test_longest_interval(expression: str, gap: timedelta) -> None:
    assert longest_gap({"ScheduleExpression": expression}) == gap


@pytest.mark.parametrize(
    "expression",
    [
        "rate(0 days)",
        "rate(-1 days)",
        "rate(2 weeks)",
        "rate(10)",
        "rate(10 days) or so",
        "cron()",
        "cron(0 0 1 * ?)",
        "cron(0 0 1 * ? * *)",
        "cron(0 0 1 * ? 2027)",
        "cron(0,30 0 1 * ? *)",
        "cron(* 0 1 * ? *)",
        "cron(0 24 1 * ? *)",
        "cron(0 0 0 * ? *)",
        "cron(0 0 32 * ? *)",
        "cron(0 0 31 2 ? *)",
        "cron(0 0 1 13 ? *)",
        "cron(0 0 1 JANUARY ? *)",
        "cron(0 0 1 ? ? *)",
        "cron(0 0 ? * 0 *)",
        "cron(0 0 ? * 8 *)",
        "cron(0 0 ? * FRI-MON *)",
        "cron(0 0 ? * MON#6 *)",
        "cron(0 0 L-3 * ? *)",
        "cron(0 0 1/0 * ? *)",
        "cron(0 0 1, * ? *)",
        "cron(0 0 ² * ? *)",
        "cron(0 0 *-5 * ? *)",
        # Two restrictions on the day at once: AWS documents no meaning.
        "cron(0 0 1 * MON *)",
        "cron(0 0 * * MON *)",
        "at(2026-01-01T00:00:00)",
        "every month",
    ],
)
def test_what_aws_does_not_document_is_not_guessed(expression: str) -> None:
    with pytest.raises(ScheduleNotUnderstood):
        longest_gap({"ScheduleExpression": expression})


# Croniter has the same calendar with other numbers for weekdays, which names avoid.
NAMES = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
days_of_month = st.one_of(
    st.just("L"),
    st.integers(1, 31).map(str),
    # In a month without the day croniter takes the last weekday; AWS does not say, and so we
    # count none, which makes the gap longer, never shorter.
    st.integers(1, 28).map(lambda day: f"{day}W"),
    st.tuples(st.integers(1, 15), st.integers(16, 31)).map(lambda ends: f"{ends[0]}-{ends[1]}"),
    st.tuples(st.integers(1, 15), st.integers(2, 9)).map(lambda step: f"{step[0]}/{step[1]}"),
)
days_of_week = st.one_of(
    st.sampled_from(NAMES),
    st.tuples(st.sampled_from(NAMES), st.integers(1, 4)).map(lambda nth: f"{nth[0]}#{nth[1]}"),
    st.lists(st.sampled_from(NAMES), min_size=2, max_size=3, unique=True).map(",".join),
)
months = st.one_of(
    st.just("*"),
    st.integers(1, 12).map(str),
    st.tuples(st.integers(1, 6), st.integers(1, 4)).map(lambda step: f"{step[0]}/{step[1]}"),
)
day_fields = st.one_of(
    days_of_month.map(lambda field: (field, "?")), days_of_week.map(lambda field: ("?", field))
)


@settings(max_examples=150, deadline=None)
@given(fields=day_fields, month=months, day=st.dates(date(2001, 1, 1), date(2099, 12, 31)))
def test_days_agree_with_an_independent_calendar(
    fields: tuple[str, str], month: str, day: date
) -> None:
    matches = matcher(fields[0], month, fields[1])
    expression = f"0 0 {fields[0].replace('?', '*')} {month} {fields[1].replace('?', '*')}"
    for later in range(40):
        instant = day + timedelta(days=later)
        expected = croniter.match(expression, datetime.combine(instant, time(), UTC))
        assert matches(instant) is bool(expected), (expression, instant)
