"""List the library."""

import json
import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from artifact.clock import now
from artifact.library.models import Report, ReportVersion
from artifact.library.period import Period
from artifact.library.search import Wanted, search
from artifact.management.operator_command import OperatorCommand

FILTERS = ("framework", "series", "category", "company", "product", "region")
TABLE = ("report", "version", "state", "publication", "title", "error")


class Command(OperatorCommand):
    """Prints every report with its versions."""

    help = (
        "List the library, one version of a report a line; a report without any is a line too. "
        "Exit status: 0, also where there are none; 1 error."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("--words", default="", help="as in the portal's search")
        for name in FILTERS:
            parser.add_argument(f"--{name}", default="")
        parser.add_argument("--publication", choices=ReportVersion.Publication.values)
        parser.add_argument("--state", choices=ReportVersion.State.values)
        parser.add_argument("--format", choices=["table", "json"], default="table")

    def handle(self, *_: Any, **options: Any) -> None:
        """Print them: the best match first, or by title; the newest version first."""
        wanted = Wanted(words=options["words"], **{name: options[name] for name in FILTERS})
        found = search(wanted, reader=None, now=now()).prefetch_related("versions")
        only = {name: options[name] for name in ("publication", "state") if options[name]}
        is_json = options["format"] == "json"
        try:
            for row in _rows(found, only):
                self.stdout.write(
                    json.dumps(row, ensure_ascii=False)
                    if is_json
                    else "  ".join(str(row[name] or "-") for name in TABLE)
                )
            self.stdout.flush()
        except BrokenPipeError:
            # Whoever read has seen enough (`| head`); nothing is left to be flushed at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _rows(reports: Any, only: dict[str, str]) -> Iterator[dict[str, Any]]:
    for report in reports:
        versions = sorted(report.versions.all(), key=lambda one: -one.number)
        if not versions and not only:
            yield _row(report, None)
        for version in versions:
            if all(getattr(version, name) == value for name, value in only.items()):
                yield _row(report, version)


def _row(report: Report, version: ReportVersion | None) -> dict[str, Any]:
    return {
        "report": report.report_id,
        "title": report.title,
        "framework": report.framework,
        "series": report.series,
        "category": report.category,
        "company": report.company,
        "product": report.product,
        "regions": report.regions,
        "source": report.source,
        "version": version.number if version else None,
        "state": version.state if version else None,
        "publication": version.publication if version else None,
        "period": str(Period(version.period_start, version.period_end)) if version else "",
        "pages": version.pages if version else None,
        "sha256": (version.original_id or version.pdf_id) if version else None,
        "error": version.error if version else "",
    }
