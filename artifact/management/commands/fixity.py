"""Hash everything that is kept anew."""

import getpass
import sys
from typing import Any

from artifact.clock import now
from artifact.management.operator_command import OperatorCommand
from artifact.management.progress import Progress
from compliance.evidence.check_fixity import check_fixity

DAMAGED = 4


class Command(OperatorCommand):
    """Names every blob that is missing or altered, and keeps the report."""

    help = (
        "Hash every blob of evidence and reports anew, as the nightly check does, and keep the "
        "report. Exit status: 0 everything matches, 4 something does not, 1 error."
    )

    def handle(self, *_: Any, **__: Any) -> None:
        """Check, and print what is damaged."""
        progress = Progress(sys.stderr)
        check = check_fixity(
            requested_by=f"operator:{getpass.getuser()}",
            clock=now,
            progress=lambda done, of: progress.show(f"{done}/{of} blobs"),
        )
        progress.end()
        for one in check.damaged:
            self.stdout.write(f"blob {one['blob']} {one['what']}")
        kept = check.steps_done - check.disposed
        self.stdout.write(
            f"{kept} blobs, {check.bytes_read} bytes read, {len(check.damaged)} damaged; "
            f"{check.disposed} deleted by rule."
        )
        if check.damaged:
            sys.exit(DAMAGED)
