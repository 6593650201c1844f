"""What a year of daily readings costs, and whether questions take longer as it grows.

    ./run services -- .venv/bin/python -m benchmarks.history [--days 365] [--resources 10000]

Each day one account with so many parameters is kept and evaluated by the engine itself, one day
in two with `--change` of them changed and one without any: all that a real year costs but the
calls. At a few points on the way three questions are timed, each the best of several: what is
found now, what was found on one day long ago, and what each day of a period was like, of a period
that stays as long and of all days. One line of JSON a point, and one at the end with bytes and
rows of a changed and of a quiet day.
"""

import argparse
import hashlib
import json
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

import benchmarks.ready  # noqa: F401 -- models can be imported after it only
from compliance.assessments.by_day import by_day
from compliance.assessments.evaluate import evaluate
from compliance.assessments.search import FindingFilter, search
from compliance.aws.answers import Call
from compliance.aws.tape import RecordedCall, Tape
from compliance.collectors.collector import COLLECTORS
from compliance.evidence.gather import Reading
from compliance.evidence.keep import keep
from compliance.models import Account, Blob, Collection, Entry, Finding, Snapshot, Unit

SERVICE, REGION = "ssm", "eu-west-1"
PAGE = 50
FIRST = datetime(2026, 1, 1, 2, tzinfo=UTC)
DAY = timedelta(days=1)
MAX_AGE = timedelta(hours=48)
REPEATED = 5
ACCOUNT_ID = "111122223333"


@dataclass(frozen=True)
class Cost:
    """What is stored: rows by table, and bytes in the store, in receipts and in the database."""

    rows: dict[str, int]
    stored_bytes: int
    receipt_bytes: int

    def since(self, earlier: "Cost") -> dict[str, Any]:
        """What came since."""
        return {
            "rows": {name: self.rows[name] - earlier.rows[name] for name in self.rows},
            "stored_bytes": self.stored_bytes - earlier.stored_bytes,
            "receipt_bytes": self.receipt_bytes - earlier.receipt_bytes,
        }


def main() -> None:
    """Build the year in a database of its own, and measure on the way."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--resources", type=int, default=10_000)
    parser.add_argument("--change", type=float, default=0.01, help="share of a changed day")
    parser.add_argument("--asked-of", type=int, default=30, help="the day that is asked about")
    parser.add_argument("--points", type=int, default=4, help="how often to ask on the way")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings.STORAGES["evidence"]["OPTIONS"]["location"] = folder
        call_command("migrate", verbosity=0)
        year = Year(options.resources, options.change)
        marks = {options.days * one // options.points for one in range(1, options.points + 1)}
        costs: dict[str, list[Cost]] = {"changed": [], "quiet": []}
        for number in range(options.days):
            before = cost()
            is_quiet = number % 2 == 1
            year.live(number, is_quiet=is_quiet)
            if number:
                costs["quiet" if is_quiet else "changed"] += [before, cost()]
            if number + 1 in marks:
                print(json.dumps(year.asked(number, options.asked_of)), flush=True)
        print(json.dumps({kind: mean(found) for kind, found in costs.items()}))


class Year:
    """An account whose parameters change a little every other day."""

    def __init__(self, resources: int, change: float) -> None:
        self.account = Account.objects.create(
            account_id=ACCOUNT_ID,
            name="history",
            regions=[REGION],
            external_id="benchmark",
            connected_at=FIRST,
        )
        self._versions = [0] * resources
        self._changed_a_day = max(1, round(resources * change))

    def live(self, number: int, *, is_quiet: bool) -> None:
        """One day: keep a reading, evaluate it."""
        if number and not is_quiet:
            start = number * self._changed_a_day % len(self._versions)
            for place in range(start, start + self._changed_a_day):
                self._versions[place % len(self._versions)] += 1
        at = FIRST + number * DAY
        run = Collection.objects.create(
            account=self.account,
            services=[SERVICE],
            regions=[REGION],
            requested_by="benchmark",
            requested_at=at,
            started_at=at,
            finished_at=at,
            state=Collection.State.COMPLETE,
        )
        unit = Unit.objects.create(collection=run, region=REGION, state=Unit.State.DONE)
        reading = Reading(COLLECTORS[SERVICE], at, at, self._calls(at), "", caller_arn="benchmark")
        with transaction.atomic():
            keep(unit, reading, now=at)
        evaluate(self.account.pk, now=at, max_age=MAX_AGE)

    def asked(self, number: int, day: int) -> dict[str, Any]:
        """How long the questions take after so many days, in milliseconds."""
        today = FIRST + number * DAY
        then = FIRST + day * DAY + timedelta(hours=12)
        return {
            "days": number + 1,
            "spans": Finding.objects.count(),
            "now_ms": timed(lambda: page(None)),
            "as_of_ms": timed(lambda: page(min(then, today))),
            "coverage_of_90_days_ms": timed(lambda: self._covered(today.date(), 90)),
            "coverage_of_all_days_ms": timed(lambda: self._covered(today.date(), number + 1)),
        }

    def _covered(self, until: date, days: int) -> int:
        return len(by_day(self.account, since=until - (days - 1) * DAY, until=until))

    def _calls(self, at: datetime) -> Sequence[RecordedCall]:
        """The pages of DescribeParameters; a changed parameter is one that went plain or back."""
        tape = Tape()
        for begin in range(0, len(self._versions), PAGE):
            end = min(begin + PAGE, len(self._versions))
            parameters = [self._parameter(one) for one in range(begin, end)]
            body: dict[str, Any] = {"Parameters": parameters}
            if end < len(self._versions):
                body["NextToken"] = f"from-{end}"
            params: dict[str, Any] = {"MaxResults": PAGE}
            if begin:
                params["NextToken"] = f"from-{begin}"
            tape.record(asked("DescribeParameters", params, at), json.dumps(body).encode())
        return tape.recorded()

    def _parameter(self, number: int) -> dict[str, Any]:
        name = f"/shop/{hashlib.sha256(str(number).encode()).hexdigest()[:12]}/password"
        is_plain = self._versions[number] % 2 == 1
        return {
            "Name": name,
            "ARN": f"arn:aws:ssm:{REGION}:{ACCOUNT_ID}:parameter{name}",
            "Type": "String" if is_plain else "SecureString",
            "LastModifiedDate": (FIRST - 10 * DAY).timestamp(),
            "Version": 1 + self._versions[number],
            "Tier": "Standard",
            "DataType": "text",
        }


def asked(operation: str, params: dict[str, Any], at: datetime) -> Call:
    """A call as the recorder keeps it."""
    return Call(
        service=SERVICE,
        operation=operation,
        region=REGION,
        params=params,
        started_at=at.isoformat(),
        ended_at=at.isoformat(),
        status=200,
        headers={"content-type": "application/x-amz-json-1.1"},
    )


def page(as_of: datetime | None) -> list[Finding]:
    """The first page of findings, as the portal shows it."""
    return list(search(FindingFilter(as_of=as_of)).worst_first()[:50])


def timed(ask: Callable[[], object]) -> float:
    """The best of several, in milliseconds."""
    best = float("inf")
    for _ in range(REPEATED):
        began = time.perf_counter()
        ask()
        best = min(best, time.perf_counter() - began)
    return round(best * 1000, 2)


def cost() -> Cost:
    """What is stored now."""
    tables = (Snapshot, Finding, Blob, Entry)
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(sum(length(receipt)), 0) FROM compliance_snapshot")
        (receipts,) = cursor.fetchone()
        cursor.execute("SELECT coalesce(sum(stored_bytes), 0) FROM compliance_blob")
        (stored,) = cursor.fetchone()
    rows = {table.__name__: table.objects.count() for table in tables}
    return Cost(rows, int(stored), int(receipts))


def mean(pairs: Sequence[Cost]) -> dict[str, Any]:
    """What a day of this kind costs on average; `pairs` are before and after, in turn."""
    days = [after.since(before) for before, after in zip(pairs[::2], pairs[1::2], strict=True)]
    number = max(1, len(days))
    return {
        "days": len(days),
        "rows": {
            name: round(sum(one["rows"][name] for one in days) / number, 1)
            for name in (days[0]["rows"] if days else ())
        },
        "stored_bytes": round(sum(one["stored_bytes"] for one in days) / number),
        "receipt_bytes": round(sum(one["receipt_bytes"] for one in days) / number),
    }


if __name__ == "__main__":
    main()
