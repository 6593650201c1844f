"""Say on which days an account was read, and what was found on each."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from django.core.management.base import CommandError

from artifact.clock import now
from artifact.management.operator_command import OperatorCommand
from compliance.assessments.by_day import Day, by_day
from compliance.frameworks.catalogue import frameworks
from compliance.models import Account

YEAR = timedelta(days=364)


class Command(OperatorCommand):
    """One line a day."""

    help = (
        "Say for each day of a period which regions of an account were evaluated and how many "
        "findings there were of each status at its end. A day without an evaluation is a gap."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("account", help="the account's id")
        parser.add_argument("--since", type=date.fromisoformat, help="default: a year ago")
        parser.add_argument("--until", type=date.fromisoformat, help="default: today")
        parser.add_argument("--framework", default="", help="only what counts for this framework")
        parser.add_argument("--region", action="append", default=[])
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *_: Any, **options: Any) -> None:
        """Print the days."""
        account = Account.objects.filter(account_id=options["account"]).first()
        if account is None:
            raise CommandError(f"Account {options['account']} is not connected.")
        framework = frameworks().get(options["framework"])
        if options["framework"] and framework is None:
            raise CommandError(f"No such framework; there are {', '.join(frameworks())}.")
        until = options["until"] or now().date()
        since = options["since"] or until - YEAR
        if since > until:
            raise CommandError(f"The period ends on {until}, before it begins on {since}.")
        days = by_day(
            account, since=since, until=until, framework=framework, regions=options["region"]
        )
        for day in days:
            self.stdout.write(_json(day) if options["format"] == "json" else _line(day))
        if options["format"] == "text":
            gaps = sum(day.is_gap for day in days)
            self.stdout.write(f"{len(days) - gaps} of {len(days)} days read, {gaps} gaps.")


def _line(day: Day) -> str:
    if day.is_gap:
        return f"{day.date}  gap"
    counts = ", ".join(f"{number} {status}" for status, number in day.counts.items())
    unread = f"; not read: {', '.join(day.unread)}" if day.unread else ""
    return f"{day.date}  {counts or 'no findings'}{unread}"


def _json(day: Day) -> str:
    return json.dumps({**asdict(day), "date": day.date.isoformat(), "is_gap": day.is_gap})
