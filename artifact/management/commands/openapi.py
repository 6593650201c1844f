"""The OpenAPI document of the REST API."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings

from artifact.api.document import document, written
from artifact.management.operator_command import OperatorCommand

KEPT = Path("docs") / "openapi-v1.json"


class Command(OperatorCommand):
    """Print the document, or write it to where the repository keeps it."""

    help = "Prints the OpenAPI document of the REST API, or writes docs/openapi-v1.json."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to."""
        parser.add_argument("--write", action="store_true", help=f"write {KEPT}")

    def handle(self, *_: Any, **options: Any) -> None:
        """Do it."""
        text = written(document())
        if options["write"]:
            (settings.BASE_DIR / KEPT).write_text(text, encoding="utf-8")
        else:
            self.stdout.write(text, ending="")
