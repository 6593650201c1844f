"""List what happened in accounts."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time, timedelta
from itertools import chain
from typing import Any

from django.core.management.base import CommandError

from artifact.clock import now
from artifact.management.operator_command import OperatorCommand
from artifact.management.scope import instant, named_accounts
from artifact.management.tabular import unless_closed, write_csv, write_json, write_table
from compliance.collectors.occurrence import Kind
from compliance.evidence.activity import (
    ActivityFilter,
    Period,
    Unread,
    coverage,
    occurrences,
    places,
)
from compliance.models import Occurrence

NOT_ALL_READ = 3
MONTH = timedelta(days=30)
A_DAY = len("2026-03-31")
COLUMNS = (
    "at",
    "account",
    "region",
    "event",
    "kinds",
    "who",
    "source",
    "resources",
    "mfa",
    "error",
    "event_id",
    "collected_at",
    "snapshot",
    "call",
    "sha256",
)
TABLE = ("at", "account", "region", "event", "kinds", "mfa", "error", "who", "resources")


class Command(OperatorCommand):
    """Prints who did what in a period, and which parts of the period were not read."""

    help = (
        "List use of the root user, changes of key policies and trails, console sign-ins and "
        "reads of secrets, the newest first, and say which parts of the period were not read: "
        "below the table, in JSON as lines of type unread, with CSV on standard error. Exit "
        "status: 0 the whole period was read, 3 a part of it was not (the last twenty minutes "
        "never are), 1 error."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        for name in ("account", "region"):
            parser.add_argument(f"--{name}", action="append", help="may be repeated")
        parser.add_argument("--kind", action="append", choices=[kind.value for kind in Kind])
        parser.add_argument(
            "--from",
            dest="since",
            help="a day, or ISO 8601 as 2026-03-31T12:00:00Z; default: 30 days before the end",
        )
        parser.add_argument("--until", help="the same; a day is meant to its end; default: now")
        parser.add_argument("--format", choices=["table", "json", "csv"], default="table")

    def handle(self, *_: Any, **options: Any) -> None:
        """Print them, then what is not known."""
        wanted = ActivityFilter(
            period=_period(options["since"], options["until"], now()),
            accounts=named_accounts(options["account"]),
            regions=options["region"] or (),
            kinds=options["kind"] or (),
        )
        found = occurrences(wanted).iterator(chunk_size=2000)
        unread = _unread(wanted)
        rows = (_row(one) for one in found)
        gaps = [_gap(one) for one in unread]
        unless_closed(lambda: self._write(options["format"], rows, gaps), self.stdout)
        if gaps:
            sys.exit(NOT_ALL_READ)

    def _write(self, how: str, rows: Iterator[dict[str, Any]], gaps: list[dict[str, Any]]) -> None:
        if how == "json":
            write_json(chain(rows, gaps), self.stdout)
            return
        flat = (_flat(row) for row in rows)
        if how == "csv":
            write_csv(flat, self.stdout, COLUMNS)
        else:
            write_table(flat, self.stdout, TABLE)
        for gap in gaps:
            place = f"{gap['account']} {gap['region']}"
            line = f"not read: {place} {gap['from']} to {gap['until']}: {', '.join(gap['kinds'])}"
            (self.stderr if how == "csv" else self.stdout).write(line)


def _period(since: str | None, until: str | None, latest: datetime) -> Period:
    end = min(_end(until) if until else latest, latest).replace(microsecond=0)
    begin = instant(since).replace(microsecond=0) if since else end - MONTH
    if begin > end:
        raise CommandError(f"The period ends at {end:%Y-%m-%dT%H:%M:%SZ}, before it begins.")
    return Period(begin, end)


def _end(text: str) -> datetime:
    given = instant(text)
    return datetime.combine(given.date(), time(23, 59, 59), UTC) if len(text) == A_DAY else given


def _unread(wanted: ActivityFilter) -> Iterable[Unread]:
    among = places(wanted, wanted.accounts or ())
    return [gap for one in coverage(wanted, among) for gap in one.unread]


def _row(one: Occurrence) -> dict[str, Any]:
    return {
        "type": "occurrence",
        "at": one.at.isoformat(),
        "account": one.account.account_id,
        "region": one.region,
        "event": one.name,
        "kinds": one.kinds,
        "who": one.who,
        "source": one.source,
        "resources": one.resources,
        "mfa": one.mfa,
        "error": one.error,
        "event_id": one.event_id,
        "collected_at": one.snapshot.ended_at.isoformat(),
        "snapshot": one.snapshot_id,
        "call": one.call,
        "sha256": one.snapshot.blob_id,
    }


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    """The row's columns, lists as words between blanks."""
    lists = {name: " ".join(row[name]) for name in ("kinds", "resources")}
    return {name: lists.get(name, row[name]) for name in COLUMNS}


def _gap(gap: Unread) -> dict[str, Any]:
    return {
        "type": "unread",
        "account": gap.place.account.account_id,
        "region": gap.place.region,
        "kinds": list(gap.kinds),
        "from": gap.begins_at.isoformat(),
        "until": gap.ends_at.isoformat(),
    }
