"""The days that the date fields of an AWS cron expression name.

AWS numbers weekdays from 1 for Sunday, and has `?`, `L`, `W` and `#` beside the usual wildcards
(EventBridge User Guide, "Cron expressions"; Secrets Manager User Guide, "Rotation schedules").
"""

import calendar
import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial

Matches = Callable[[date], bool]

MONTHS = {name.upper(): number for number, name in enumerate(calendar.month_abbr) if name}
WEEKDAYS = {
    name: number
    for number, name in enumerate(("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"), start=1)
}
ANY = ("*", "?")

LAST_OF_MONTH = re.compile(r"([0-9A-Z]+)L")
NTH_OF_MONTH = re.compile(r"([0-9A-Z]+)#([1-5])")
NEAREST_WEEKDAY = re.compile(r"([0-9]+)W")


class CronNotUnderstood(Exception):
    """A field is not one that AWS documents."""


def matcher(day_of_month: str, month: str, day_of_week: str) -> Matches:
    """Whether a day is one of those that the three date fields name.

    :raises CronNotUnderstood: a field is not valid, or both day fields restrict the day.
    """
    months = expand(month, 1, 12, MONTHS)
    if "?" not in (day_of_month, day_of_week) and (day_of_month, day_of_week) != ("*", "*"):
        raise CronNotUnderstood("one of the two day fields must be ?")
    in_month = _any_of(day_of_month, _day_of_month)
    in_week = _any_of(day_of_week, _day_of_week)
    return lambda day: day.month in months and in_month(day) and in_week(day)


def expand(
    field: str, low: int, high: int, names: Mapping[str, int] | None = None
) -> frozenset[int]:
    """The values of a field of `*`, values, ranges, steps and lists of these.

    :raises CronNotUnderstood: a part is none of these, or out of bounds.
    """
    values: set[int] = set()
    for part in field.split(","):
        span, slash, step = part.partition("/")
        start, dash, end = span.partition("-")
        first = low if start == "*" and not dash else _number(start, low, high, names)
        last = first if not (slash or start == "*") else high
        if dash:
            last = _number(end, low, high, names)
        if last < first:
            raise CronNotUnderstood(f"{part} runs backwards")
        values.update(range(first, last + 1, _number(step, 1, high, None) if slash else 1))
    return frozenset(values)


def _number(text: str, low: int, high: int, names: Mapping[str, int] | None) -> int:
    value = (names or {}).get(text.upper(), -1)
    if text.isascii() and text.isdigit():
        value = int(text)
    if not low <= value <= high:
        raise CronNotUnderstood(f"{text or 'an empty value'} is not allowed here")
    return value


def _any_of(field: str, parse: Callable[[str], Matches]) -> Matches:
    if field in ANY:
        return lambda _day: True
    parts = [parse(part.upper()) for part in field.split(",")]
    return lambda day: any(matches(day) for matches in parts)


def _day_of_month(part: str) -> Matches:
    if part == "L":
        return lambda day: day.day == _length(day)
    if part == "LW":
        return lambda day: day == _nearest_weekday(day, _length(day))
    if nearest := NEAREST_WEEKDAY.fullmatch(part):
        return partial(_is_nearest_weekday, wanted=_number(nearest[1], 1, 31, None))
    days = expand(part, 1, 31)
    return lambda day: day.day in days


def _day_of_week(part: str) -> Matches:
    if part == "L":
        return lambda day: _weekday(day) == WEEKDAYS["SAT"]
    if last := LAST_OF_MONTH.fullmatch(part):
        wanted = _number(last[1], 1, 7, WEEKDAYS)
        return lambda day: _weekday(day) == wanted and day.day > _length(day) - 7
    if nth := NTH_OF_MONTH.fullmatch(part):
        wanted, week = _number(nth[1], 1, 7, WEEKDAYS), int(nth[2])
        return lambda day: _weekday(day) == wanted and (day.day + 6) // 7 == week
    weekdays = expand(part, 1, 7, WEEKDAYS)
    return lambda day: _weekday(day) in weekdays


def _is_nearest_weekday(day: date, wanted: int) -> bool:
    # A month without that day has no such rotation.
    return wanted <= _length(day) and day == _nearest_weekday(day, wanted)


def _nearest_weekday(month: date, wanted: int) -> date:
    """The weekday nearest to a day of a month, never in another month."""
    day = month.replace(day=wanted)
    if day.weekday() == calendar.SATURDAY:
        return day + timedelta(days=-1 if wanted > 1 else 2)
    if day.weekday() == calendar.SUNDAY:
        return day + timedelta(days=1 if wanted < _length(month) else -2)
    return day


def _length(day: date) -> int:
    return calendar.monthrange(day.year, day.month)[1]


def _weekday(day: date) -> int:
    return day.isoweekday() % 7 + 1
