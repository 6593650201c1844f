"""Put terms in force, from a file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from artifact.agreements.publish_term import TermRefused, TermScope, publish_term
from artifact.agreements.wording import PDF, TEXT, Wording
from artifact.clock import now
from artifact.management.operator_command import OperatorCommand


class Command(OperatorCommand):
    """Publish a new version of terms. Exit status: 0 published, 1 refused (says why)."""

    help = "Puts the wording in FILE (text in UTF-8, or a PDF) in force as terms of reports."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The wording and whose terms it is."""
        parser.add_argument("file", type=Path, help="a .txt or .pdf file")
        parser.add_argument("--name", required=True, help="as people see it above the wording")
        scope = parser.add_mutually_exclusive_group()
        scope.add_argument("--framework", default="", help="terms of this framework's reports")
        scope.add_argument("--series", default="", help="terms of this series")
        scope.add_argument("--report", default="", help="terms of this report (report-…)")

    def handle(self, *_: Any, **options: Any) -> None:
        """Publish."""
        file: Path = options["file"]
        try:
            content = file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        media_type = PDF if content.startswith(b"%PDF-") else TEXT
        scope = TermScope(options["framework"], options["series"], options["report"])
        try:
            version = publish_term(
                scope,
                Wording(content, media_type),
                name=options["name"],
                actor="command line",
                now=now(),
            )
        except TermRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            f"{version.term.term_id} version {version.number}, SHA-256 {version.document_id}"
        )
