"""When accounts are read: rows of django-celery-beat, one per account."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime

from croniter import CroniterBadDateError, croniter
from django.core.exceptions import ValidationError
from django.db import transaction
from django_celery_beat.models import CrontabSchedule, PeriodicTask
from django_celery_beat.validators import (
    day_of_month_validator,
    day_of_week_validator,
    hour_validator,
    minute_validator,
    month_of_year_validator,
)

from compliance.models import Account

NEVER = "never"
ANY_DAY = datetime(2024, 1, 1, tzinfo=UTC)
FIELDS = (
    ("minute", minute_validator),
    ("hour", hour_validator),
    ("day_of_month", day_of_month_validator),
    ("month_of_year", month_of_year_validator),
    ("day_of_week", day_of_week_validator),
)


@dataclass(frozen=True)
class Repeated:
    """What is done for an account again and again: its name in the schedule, and the task."""

    name: str
    task: str


class ScheduleInvalid(ValueError):
    """The text is not a five-field cron expression."""


def schedule(account: Account, cron: str) -> None:
    """Read the account by this cron expression (UTC) from now on; `never` stops that.

    :raises ScheduleInvalid: the expression cannot be understood.
    """
    put_schedule(
        account,
        Repeated("collect", "artifact.tasks.collect_account"),
        cron,
        account_id=account.account_id,
    )


def put_schedule(account: Account, what: Repeated, cron: str, **given: str) -> None:
    """Do this for the account by the cron expression from now on, with these arguments.

    :raises ScheduleInvalid: the expression cannot be understood.
    """
    name = f"{what.name} {account.account_id}"
    if cron == NEVER:
        PeriodicTask.objects.filter(name=name).delete()
        return
    with transaction.atomic():
        wanted = {**_fields(cron), "timezone": "UTC"}
        # Nothing keeps the table from holding one expression twice.
        crontab = CrontabSchedule.objects.filter(**wanted).first()
        crontab = crontab or CrontabSchedule.objects.create(**wanted)
        PeriodicTask.objects.update_or_create(
            name=name,
            defaults={
                "task": what.task,
                "kwargs": json.dumps(given),
                "crontab": crontab,
                "enabled": not account.is_paused,
            },
        )


def schedule_of(account: Account) -> str:
    """The account's cron expression, or `never`."""
    found = PeriodicTask.objects.filter(name=f"collect {account.account_id}")
    crontab = found.values_list(*(f"crontab__{name}" for name, _ in FIELDS)).first()
    return " ".join(crontab) if crontab else NEVER


def require_cron(cron: str) -> None:
    """Do nothing if the text is a cron expression.

    :raises ScheduleInvalid: it is none.
    """
    _fields(cron)


def _fields(cron: str) -> dict[str, str]:
    parts = cron.split()
    if len(parts) != len(FIELDS):
        raise ScheduleInvalid(
            f"'{cron}' has {len(parts)} fields; cron has five: minute hour day month weekday"
        )
    for (name, validate), part in zip(FIELDS, parts, strict=True):
        try:
            validate(part)
        except ValidationError as error:
            raise ScheduleInvalid(f"'{part}' is no {name}: {'; '.join(error.messages)}") from error
    _refuse_never(cron)
    return {name: part for (name, _), part in zip(FIELDS, parts, strict=True)}


def _refuse_never(cron: str) -> None:
    """A day that no month has, such as the 31st of February, would silently read nothing."""
    try:
        croniter(cron, ANY_DAY).get_next()
    except CroniterBadDateError as error:
        raise ScheduleInvalid(f"'{cron}' never comes: no month has such a day.") from error
