"""Show and set how long evidence is kept, and delete what is due."""

import getpass
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from artifact.clock import now
from artifact.library.dispose_evidence import dispose_evidence, spared
from artifact.management.operator_command import OperatorCommand
from artifact.management.progress import Progress
from compliance.evidence.due import due
from compliance.evidence.set_retention import RetentionRefused, set_retention
from compliance.models import Account, RetentionClass


class Command(OperatorCommand):
    """Three acts: `show`, `set` and `dispose`."""

    help = (
        "show: the classes. "
        "set: add or change a class, for all accounts or for those named. "
        "dispose: delete what is due; the ledger certifies each."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        acts = parser.add_subparsers(dest="act", required=True)
        acts.add_parser("show")
        acts.add_parser("dispose").add_argument("--dry-run", action="store_true")
        setting = acts.add_parser("set")
        setting.add_argument("name")
        setting.add_argument("--days", type=int, required=True)
        setting.add_argument(
            "--counted-from", choices=RetentionClass.CountedFrom.values, default="last_in_effect"
        )
        setting.add_argument("--source", required=True, help="the clause or decision behind it")
        setting.add_argument("--account", action="append", default=[], help="only this account")

    def handle(self, *_: Any, **options: Any) -> None:
        """Do the act."""
        match options["act"]:
            case "show":
                self._show()
            case "set":
                self._set(options)
            case "dispose":
                self._dispose(dry_run=options["dry_run"])

    def _show(self) -> None:
        for one in RetentionClass.objects.order_by("name"):
            scope = "all accounts" if one.is_for_all else f"{one.accounts.count()} accounts"
            self.stdout.write(f"{one}, for {scope} ({one.source})")

    def _set(self, options: dict[str, Any]) -> None:
        accounts = list(Account.objects.filter(account_id__in=options["account"]))
        if len(accounts) != len(set(options["account"])):
            raise CommandError("An account is not connected: see `manage.py collect --help`.")
        try:
            made = set_retention(
                options["name"],
                days=options["days"],
                counted_from=options["counted_from"],
                source=options["source"],
                accounts=accounts,
                actor=_actor(),
                now=now(),
            )
        except RetentionRefused as error:
            raise CommandError(str(error)) from error
        self.stdout.write(str(made))

    def _dispose(self, *, dry_run: bool) -> None:
        at, progress = now(), Progress(sys.stderr)
        if dry_run:
            found = sum(1 for _ in due(spared=spared(at), now=at))
            self.stdout.write(f"{found} blobs are due. Nothing was deleted.")
            return
        done = dispose_evidence(
            actor=_actor(), now=at, progress=lambda count: progress.show(f"{count} deleted")
        )
        progress.end()
        self.stdout.write(f"{done} blobs were deleted; the ledger certifies each.")


def _actor() -> str:
    return f"operator:{getpass.getuser()}"
