"""The longest time between two rotations that a Secrets Manager schedule allows.

Secrets Manager User Guide, "Rotation schedules": `rate(n days|hours)`, or `cron()` of six fields
in UTC. Intervals are counted from the opening of one rotation window to that of the next, as AWS
counts `AutomaticallyAfterDays`.
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Any

from compliance.controls.secretsmanager.cron_days import CronNotUnderstood, expand, matcher

RATE = re.compile(r"rate\(\s*([0-9]+)\s+(day|days|hour|hours)\s*\)")
CRON = re.compile(r"cron\((.*)\)")
FIELDS = 6

# Weekdays and leap years repeat every 28 years between 1901 and 2099; one year more closes the
# circle.
FIRST_DAY = date(2001, 1, 1)
LAST_DAY = date(2029, 12, 31)


class ScheduleNotUnderstood(Exception):
    """No interval can be read from the rotation rules."""


def longest_gap(rules: Mapping[str, Any]) -> timedelta:
    """The longest interval between rotations that RotationRules allow.

    The expression counts before `AutomaticallyAfterDays`: AWS computes the latter from it, after
    each rotation that succeeds, so it may be outdated.

    :raises ScheduleNotUnderstood: there is no rule, or its expression is not one AWS documents.
    """
    expression = str(rules.get("ScheduleExpression") or "").strip()
    if expression:
        return _of_expression(expression)
    days = rules.get("AutomaticallyAfterDays")
    if not days:
        raise ScheduleNotUnderstood("the rotation rules name no interval")
    return timedelta(days=int(days))


@lru_cache(maxsize=1024)
def _of_expression(expression: str) -> timedelta:
    if rate := RATE.fullmatch(expression):
        number, unit = int(rate[1]), rate[2]
        if number:
            return timedelta(days=number) if unit.startswith("day") else timedelta(hours=number)
    if cron := CRON.fullmatch(expression):
        try:
            return _of_cron(cron[1].split())
        except CronNotUnderstood as error:
            raise ScheduleNotUnderstood(f"{expression}: {error}") from error
    raise ScheduleNotUnderstood(f"{expression} is neither a rate nor a cron expression")


def _of_cron(fields: list[str]) -> timedelta:
    if len(fields) != FIELDS:
        raise CronNotUnderstood(f"it has {len(fields)} fields, not {FIELDS}")
    minutes, hours, day_of_month, month, day_of_week, year = fields
    # AWS: windows open on the hour, and no schedule spans more than a year.
    if len(expand(minutes, 0, 59)) != 1 or year != "*":
        raise CronNotUnderstood("the minute must be one, the year *")
    opening = sorted(expand(hours, 0, 23))
    matches = matcher(day_of_month, month, day_of_week)
    every_day = (
        FIRST_DAY + timedelta(days=number) for number in range((LAST_DAY - FIRST_DAY).days + 1)
    )
    days = [day for day in every_day if matches(day)]
    if not days:
        raise CronNotUnderstood("it names no day")
    overnight = timedelta(hours=opening[0] - opening[-1])
    within_a_day = [timedelta(hours=later - sooner) for sooner, later in pairwise(opening)]
    return max(*(later - sooner + overnight for sooner, later in pairwise(days)), *within_a_day)
