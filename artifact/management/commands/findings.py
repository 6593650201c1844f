"""List findings."""

import csv
import json
import os
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from artifact.clock import now
from artifact.management.scope import known_names, named_accounts, named_framework
from compliance.assessments.search import FindingFilter, search
from compliance.models import Finding

COLUMNS = (
    "account",
    "region",
    "service",
    "control",
    "control_version",
    "resource",
    "status",
    "reason",
    "since",
    "snapshot",
    "sha256",
)
TABLE = ("account", "region", "control", "resource", "status", "reason")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class Command(BaseCommand):
    """Prints findings, now or as of an instant."""

    help = "List findings, one a line. Exit status: 0, also where there are none; 1 error."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("--framework", help="only controls that this framework names")
        for name in ("account", "region", "service", "control"):
            parser.add_argument(f"--{name}", action="append", help="may be repeated")
        parser.add_argument("--status", action="append", choices=Finding.Status.values)
        parser.add_argument("--as-of", help="ISO 8601, as 2026-03-31T23:59:59Z; UTC if not said")
        parser.add_argument("--format", choices=list(FORMATS), default="table")

    def handle(self, *_: Any, **options: Any) -> None:
        """Print them in a fixed order: account, region, control, resource."""
        accounts = named_accounts(options["account"]) if options["account"] else None
        wanted = FindingFilter(
            framework=named_framework(options["framework"]) if options["framework"] else None,
            accounts=accounts,
            regions=known_names("region", options["region"]),
            services=known_names("service", options["service"]),
            controls=known_names("control", options["control"]),
            statuses=options["status"] or (),
            as_of=_instant(options["as_of"]) if options["as_of"] else None,
        )
        rows = (_row(one) for one in search(wanted).iterator(chunk_size=2000))
        try:
            FORMATS[options["format"]](rows, self.stdout)
            self.stdout.flush()
        except BrokenPipeError:
            # Whoever read has seen enough (`| head`); nothing is left to be flushed at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _instant(text: str) -> datetime:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"'{text}' is no time. Write it as 2026-03-31T23:59:59Z") from error
    instant = instant if instant.tzinfo else instant.replace(tzinfo=UTC)
    if instant > now():
        raise CommandError(f"'{text}' is still to come: nobody knows what will hold then.")
    return instant


def _row(finding: Finding) -> dict[str, Any]:
    snapshot = finding.opened_by
    return {
        "account": finding.account.account_id,
        "region": finding.region,
        "service": finding.service,
        "control": finding.control,
        "control_version": finding.control_version,
        "resource": finding.resource,
        "status": finding.status,
        "reason": finding.reason,
        "since": finding.opened_at.isoformat(),
        "snapshot": snapshot.pk if snapshot else None,
        "sha256": snapshot.blob_id if snapshot else None,
    }


def _json(rows: Iterator[dict[str, Any]], out: Any) -> None:
    for row in rows:
        out.write(json.dumps(row, ensure_ascii=False))


def _csv(rows: Iterator[dict[str, Any]], out: Any) -> None:
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    writer.writerows({name: _as_text(cell) for name, cell in row.items()} for row in rows)


def _as_text(cell: Any) -> Any:
    """The cell so that no spreadsheet takes for a formula what somebody named a resource."""
    is_formula = isinstance(cell, str) and cell.startswith(FORMULA_STARTS)
    return f"'{cell}" if is_formula else cell


def _table(rows: Iterator[dict[str, Any]], out: Any) -> None:
    lines = [TABLE, *(tuple(str(row[name]) for name in TABLE) for row in rows)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(TABLE) - 1)]
    for line in lines:
        out.write("  ".join((*_padded(line, widths), line[-1])))


def _padded(line: Iterable[str], widths: Iterable[int]) -> Iterator[str]:
    return (text.ljust(width) for text, width in zip(line, widths, strict=False))


FORMATS: dict[str, Callable[[Iterator[dict[str, Any]], Any], None]] = {
    "table": _table,
    "json": _json,
    "csv": _csv,
}
