"""Upload a document into the library."""

import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.db import transaction

from artifact.clock import now
from artifact.library.add_report import add_report
from artifact.library.models import Report, ReportVersion
from artifact.library.period import Period
from artifact.library.report_facts import FactsInvalid, ReportFacts
from artifact.library.upload import Document, UploadRefused, upload
from artifact.management.operator_command import OperatorCommand
from artifact.management.progress import Progress
from artifact.tasks import hint_document, max_document

POLL_SECONDS = 0.5
CHUNK_BYTES = 1024 * 1024
NOT_USABLE = 3
ACTOR = "command line"
WORDS = ("description", "framework", "series", "category", "company", "product")


class Command(OperatorCommand):
    """Uploads a version, waits until a worker has checked it, and says how it ended."""

    help = (
        "Upload FILE as a new version of a report of the library, a new one with --title or the "
        "one that --report names. Exit status: 0 taken and checked, 3 the document cannot be "
        "used (it is said why), 1 error."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("file", type=Path)
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--report", metavar="report-…", help="add a version to this one")
        which.add_argument("--title", help="make a new report of this title")
        for name in WORDS:
            parser.add_argument(f"--{name}", default="", help="of a new report")
        parser.add_argument("--region", action="append", default=[], help="may be repeated")
        parser.add_argument(
            "--explicit-terms", action="store_true", help="terms must be accepted by hand"
        )
        parser.add_argument("--from", dest="start", type=date.fromisoformat, metavar="YYYY-MM-DD")
        parser.add_argument("--to", dest="end", type=date.fromisoformat, metavar="YYYY-MM-DD")
        parser.add_argument("--publish", action="store_true", help="once it is checked")

    def handle(self, *_: Any, **options: Any) -> None:
        """Upload, wait, tell."""
        file: Path = options["file"]
        if not file.is_file():
            raise CommandError(f"There is no file {file}.")
        try:
            version = _upload(file, options)
        except (FactsInvalid, UploadRefused) as refusal:
            raise CommandError(str(refusal)) from refusal
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        hint_document(version)
        self._tell(_wait(version))

    def _tell(self, version: ReportVersion) -> None:
        self.stdout.write(
            f"{version.report.report_id} version {version.number}: "
            f"{version.get_state_display().lower()}, {version.get_publication_display().lower()}, "
            f"{version.pages} pages, sha256 {version.original_id}"
        )
        if version.error:
            self.stdout.write(version.error)
            sys.stdout.flush()
            sys.exit(NOT_USABLE)


def _upload(file: Path, options: dict[str, Any]) -> ReportVersion:
    document = Document(
        chunks=_chunks(file),
        filename=file.name,
        period=Period(options["start"], options["end"]),
        is_to_be_published=options["publish"],
    )
    # A refused document leaves no new series behind.
    with transaction.atomic():
        return upload(_report(options), document, max_bytes=max_document(), actor=ACTOR, now=now())


def _report(options: dict[str, Any]) -> Report:
    if options["report"]:
        found = Report.objects.filter(report_id=options["report"]).first()
        if found is None:
            raise CommandError(
                f"There is no report {options['report']}. List them: manage.py reports"
            )
        return found
    terms = Report.AcceptanceType
    facts = ReportFacts(
        title=options["title"],
        regions=options["region"],
        acceptance_type=terms.EXPLICIT if options["explicit_terms"] else terms.PASSTHROUGH,
        **{name: options[name] for name in WORDS},
    )
    return add_report(facts, actor=ACTOR, now=now())


def _chunks(file: Path) -> Iterator[bytes]:
    with file.open("rb") as opened:
        while chunk := opened.read(CHUNK_BYTES):
            yield chunk


def _wait(version: ReportVersion) -> ReportVersion:
    progress = Progress(sys.stderr)
    while version.is_open:
        total = version.steps_total or "?"
        progress.show(f"{version.get_state_display()}: {version.steps_done}/{total} pages read")
        time.sleep(POLL_SECONDS)
        version = ReportVersion.objects.select_related("report").get(pk=version.pk)
    progress.end()
    return version
