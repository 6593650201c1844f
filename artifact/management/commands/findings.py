"""List findings."""

from argparse import ArgumentParser
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from artifact.management.operator_command import OperatorCommand
from artifact.management.scope import (
    known_names,
    named_accounts,
    named_framework,
    past_instant,
)
from artifact.management.tabular import unless_closed, write_csv, write_json, write_table
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


class Command(OperatorCommand):
    """Prints findings, now or as of an instant."""

    help = "List findings, one a line. Exit status: 0, also where there are none; 1 error."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("--framework", help="only controls that this framework names")
        for name in ("account", "region", "service", "control"):
            parser.add_argument(f"--{name}", action="append", help="may be repeated")
        parser.add_argument("--status", action="append", choices=Finding.Status.values)
        parser.add_argument(
            "--as-of",
            help="ISO 8601, as 2026-03-31T12:00:00Z; UTC if not said; of a day alone, its end",
        )
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
            as_of=past_instant(options["as_of"]) if options["as_of"] else None,
        )
        rows = (_row(one) for one in search(wanted).iterator(chunk_size=2000))
        unless_closed(lambda: FORMATS[options["format"]](rows, self.stdout), self.stdout)


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


FORMATS: dict[str, Callable[[Iterable[dict[str, Any]], Any], None]] = {
    "table": partial(write_table, columns=TABLE),
    "json": write_json,
    "csv": partial(write_csv, columns=COLUMNS),
}
