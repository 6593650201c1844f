"""Whether the REST API's lists cost the same on every page, and what a core answers.

    ./run services -- .venv/bin/python -m benchmarks.api [--findings 200000] [--requests 400]

So many findings of ten accounts are copied into the database. One gunicorn worker is asked by as
many connections as it has threads: an empty operation of the framework, /me, and then pages of
fifty findings, the first, one in the middle and the last of the list, with and without
filters. One line of JSON each: requests a second of the CPU that gunicorn used (the database's own
is not in it), milliseconds of wall time of the median and of one in a hundred; then the share of
what the empty operation does.
"""

import argparse
import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.core import signing
from django.core.management import call_command
from django.db import connection

import benchmarks.ready  # noqa: F401 -- models can be imported after it only
from artifact.api.paging import SALT
from artifact.clock import now
from artifact.tokens.issue import Wanted, issue
from artifact.tokens.scopes import Scope
from artifact.users.models import User
from benchmarks.awsapi import Worker, gunicorn, measured
from compliance.models import Account

ACCOUNTS = 10
AT = datetime(2026, 1, 1, tzinfo=UTC)
COLUMNS = (
    *("account_id", "region", "service", "control", "control_version", "limits_of", "resource"),
    *("status", "reason", "opened_at", "closed_at"),
)
FILTERS: dict[str, dict[str, str]] = {
    "all": {},
    "failing": {"status": "fail"},
    "one account and region": {"account": "100000000003", "region": "eu-west-1"},
    "as of a past instant": {"as_of": "2026-01-01T12:00:00Z"},
}
# So many findings were opened by that instant.
PAST = 50_000


def main() -> None:
    """Fill the database, and ask."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--findings", type=int, default=200_000)
    parser.add_argument("--requests", type=int, default=400)
    options = parser.parse_args()
    call_command("migrate", verbosity=0)
    fill(options.findings)
    headers = {"Authorization": f"Bearer {token()}"}
    os.environ["API_RATE"] = "100000/second"
    with gunicorn("benchmarks.empty_api") as worker:
        floor = measured("an empty operation", worker, "/empty", {}, options.requests)
    with gunicorn("artifact.wsgi") as worker:
        say(measured("/me", worker, "/api/v1/me", headers, options.requests), floor)
        for name, query in FILTERS.items():
            for place, target in pages(worker, headers, query, options.findings):
                what = f"{name}: {place}"
                say(measured(what, worker, target, headers, options.requests), floor)


def say(line: dict[str, float], floor: dict[str, float]) -> None:
    """How much that is of the least that the framework takes."""
    share = line["requests_per_cpu_second"] / floor["requests_per_cpu_second"]
    print(json.dumps({"of_the_floor": round(share, 2)}), flush=True)


def fill(number: int) -> None:
    """Findings over as many days as there are hundred thousands; one in ten has ended."""
    accounts = [
        Account.objects.create(
            account_id=f"{100_000_000_000 + one}", name=f"Account {one}", connected_at=AT
        ).pk
        for one in range(ACCOUNTS)
    ]
    into = f"COPY compliance_finding ({', '.join(COLUMNS)}) FROM STDIN"
    with connection.cursor() as cursor:
        with cursor.copy(into) as copy:
            for one in range(number):
                copy.write_row(row(one, accounts[one % ACCOUNTS]))
        cursor.execute("ANALYZE")


def row(one: int, account: int) -> tuple[Any, ...]:
    """A finding about a key of its own."""
    opened_at = AT + timedelta(milliseconds=864 * one)
    region = ("eu-west-1", "us-east-1", "global")[one // ACCOUNTS % 3]
    status = "fail" if one % 20 == 0 else "pass"
    closed_at = opened_at + timedelta(days=1) if one % 10 == 1 else None
    resource = f"arn:aws:kms:{region}:{account}:key/{one:012d}"
    facts = (account, region, "kms", "kms.rotation-enabled", 1, "", resource)
    return (*facts, status, "Rotation is on, as it was.", opened_at, closed_at)


def token() -> str:
    """Of somebody who sees everything."""
    person = User.objects.create(email="reader@example.com", role=User.Role.ENGINEER)
    wanted = Wanted("benchmark", [Scope.READ], now() + timedelta(days=1))
    return issue(person, wanted, actor="benchmark", now=now()).text


def pages(
    worker: Worker, headers: dict[str, str], query: dict[str, str], number: int
) -> Iterator[tuple[str, str]]:
    """The addresses of the first page, of one in the middle and of one near the end.

    To walk there takes an hour: the cursor that the first page gives is moved and signed anew.
    """
    line = HTTPConnection(urlsplit(worker.url).netloc, timeout=600)
    line.request("GET", address({**query, "limit": "50"}), headers=headers)
    cursor = json.loads(line.getresponse().read())["next"]
    (first,), bound, kept = signing.loads(cursor, salt=SALT)
    reach = PAST if "as_of" in query else number
    yield "first page", address({**query, "limit": "50"})
    for place, share in (("middle page", 0.5), ("near the end", 0.95)):
        moved = signing.dumps([[first + int(share * reach)], bound, kept], salt=SALT)
        yield place, address({**query, "cursor": moved, "limit": "50"})


def address(query: dict[str, str]) -> str:
    """Of a page of findings."""
    return f"/api/v1/findings?{urlencode(query)}"


if __name__ == "__main__":
    main()
