"""Hash evidence again and check the ledger."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from artifact.library.verify import verify_reports
from artifact.management.progress import Progress
from compliance.evidence.verify import Damage, verify
from compliance.ledger.verify import verify as verify_ledger
from compliance.models import Snapshot

DAMAGED = 4


class Command(BaseCommand):
    """Names whatever is not as it was kept."""

    help = (
        "Hash evidence and reports again and check the ledger. "
        "Exit status: 0 everything matches, 4 something does not (it is named), 1 error."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--snapshot", type=int, metavar="ID", help="only this snapshot")
        what.add_argument("--all", action="store_true", help="everything (the default)")

    def handle(self, *_: Any, **options: Any) -> None:
        """Verify and print one line per damage."""
        progress = Progress(sys.stderr)
        snapshots = Snapshot.objects.select_related("account")
        if options["snapshot"]:
            snapshots = snapshots.filter(pk=options["snapshot"])
            if not snapshots:
                raise CommandError(f"There is no snapshot {options['snapshot']}.")
        total = snapshots.count()
        damages = list(
            verify(snapshots, progress=lambda done: progress.show(f"{done}/{total} snapshots"))
        )
        if not options["snapshot"]:
            damages += verify_reports()
            progress.show("ledger")
            damages += [Damage(one.subject, one.message) for one in verify_ledger().discrepancies]
        progress.end()
        for damage in damages:
            self.stdout.write(f"{damage.subject}: {damage.message}")
        if damages:
            self.stdout.write(f"{len(damages)} do not match.")
            sys.exit(DAMAGED)
        self.stdout.write(f"{total} snapshots match what was kept.")
