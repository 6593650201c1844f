"""List the controls."""

import json
from argparse import ArgumentParser
from typing import Any

from artifact.management.operator_command import OperatorCommand
from compliance.assessments.judge import versions
from compliance.controls.control import CONTROLS
from compliance.controls.describe import describe


class Command(OperatorCommand):
    """Prints every control with its limits, evidence and remedy."""

    help = "List every control: as Markdown, which is docs/controls.md, or as JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("--format", choices=["markdown", "json"], default="markdown")

    def handle(self, *_: Any, **options: Any) -> None:
        """Print them."""
        if options["format"] == "json":
            self.stdout.write(json.dumps(versions(CONTROLS.values()), indent=2, sort_keys=True))
        else:
            self.stdout.write(describe(CONTROLS.values()), ending="")
