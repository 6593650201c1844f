"""Make a report."""

import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from artifact.clock import now
from artifact.library.models import ReportVersion
from artifact.library.request_report import ReportRefused, request_report
from artifact.management.operator_command import OperatorCommand
from artifact.management.progress import Progress, unclaimed
from artifact.management.scope import named_accounts, named_framework
from artifact.tasks import hint_report
from compliance.evidence.store import get
from compliance.ledger.append import append

POLL_SECONDS = 0.5


class Command(OperatorCommand):
    """Has a worker render a report, waits for it, and writes it to a file if told to."""

    help = (
        "Render a report through the workers and publish it in the library. "
        "Exit status: 0 published, 1 error."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("--framework", required=True)
        parser.add_argument("--account", action="append", metavar="ID", help="may be repeated")
        parser.add_argument("--region", action="append", metavar="R", help="may be repeated")
        parser.add_argument("--out", type=Path, metavar="FILE.pdf", help="also write it here")

    def handle(self, *_: Any, **options: Any) -> None:
        """Request, wait, tell where it is."""
        out: Path | None = options["out"]
        if out and not out.parent.is_dir():
            raise CommandError(f"There is no folder {out.parent}. Make it first.")
        try:
            version = request_report(
                named_framework(options["framework"]),
                accounts=named_accounts(options["account"]),
                regions=options["region"] or (),
                requested_by="command line",
                now=now(),
            )
        except ReportRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        hint_report(version)
        version = self._wait(version)
        if version.pdf_id is None:
            raise CommandError(f"{version} failed: {version.error}")
        if out:
            self._write(version, out)
        self.stdout.write(f"Published {version}: {version.pages} pages, sha256 {version.pdf_id}")
        if version.state == version.State.INCOMPLETE:
            self.stdout.write("Its evidence is incomplete; page 2 says what is missing.")
        sys.stdout.flush()

    def _wait(self, version: ReportVersion) -> ReportVersion:
        progress, asked_at = Progress(sys.stderr), time.monotonic()
        while version.is_open:
            total = version.steps_total or "?"
            line = f"{version.get_state_display()}: {version.steps_done}/{total} chapters"
            if version.state == version.State.QUEUED:
                line += unclaimed(time.monotonic() - asked_at)
            progress.show(line)
            time.sleep(POLL_SECONDS)
            version = ReportVersion.objects.select_related("report").get(pk=version.pk)
        progress.show(f"{version.get_state_display()}: {version.pages} pages")
        progress.end()
        return version

    def _write(self, version: ReportVersion, out: Path) -> None:
        """Write the PDF; the operator's own copy is a read of a report, so the ledger has it."""
        kept = str(version.signed_pdf_id or version.pdf_id)
        append(
            actor="command line",
            action="report.downloaded",
            subject=f"report-version:{version.pk}",
            details={"sha256": kept, "address": ""},
            at=now(),
        )
        out.write_bytes(get(kept))
        self.stdout.write(f"Written to {out}")
