"""Hash evidence again and check the ledger."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from artifact.ledger.configured import anchors
from artifact.library.verify import verify_reports
from artifact.management.operator_command import OperatorCommand
from artifact.management.progress import Progress
from compliance.evidence.verify import Damage, verify
from compliance.ledger.signed_note import BadNote, parse_verifier
from compliance.ledger.verify import verify as verify_ledger
from compliance.ledger.witness import witness
from compliance.models import Snapshot

DAMAGED = 4


class Command(OperatorCommand):
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
        parser.add_argument(
            "--note",
            action="append",
            default=[],
            type=Path,
            metavar="FILE",
            help="hold the ledger against this signed checkpoint too, as from a mail",
        )
        parser.add_argument(
            "--trusted-key",
            action="append",
            default=[],
            metavar="KEY",
            help="believe only checkpoints signed by this key, whatever the database says",
        )

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
            damages += _ledger(options["note"], options["trusted_key"], progress)
        progress.end()
        for damage in damages:
            self.stdout.write(f"{damage.subject}: {damage.message}")
        if damages:
            self.stdout.write(f"{len(damages)} do not match.")
            sys.exit(DAMAGED)
        self.stdout.write(f"{total} snapshots match what was kept.")


def _ledger(notes: Sequence[Path], trusted: Sequence[str], progress: Progress) -> Iterator[Damage]:
    try:
        given = {f"note:{path.name}": path.read_text("utf-8") for path in notes}
        keys = [parse_verifier(one) for one in trusted]
    except (OSError, UnicodeDecodeError, BadNote) as error:
        raise CommandError(str(error)) from error
    said = witness(anchors(), origin=settings.LEDGER_ORIGIN, given=given, trusted=keys)
    yield from (Damage(source, why) for source, why in said.refused)
    found = verify_ledger(
        witnesses=said.heard, progress=lambda done: progress.show(f"ledger: {done} entries")
    )
    yield from (Damage(one.subject, one.message) for one in found.discrepancies)
    if found.unlisted:
        yield Damage("ledger", f"{found.unlisted} more do not match")
