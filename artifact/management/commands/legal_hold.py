"""Place, release and list legal holds."""

import getpass
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from artifact.clock import now
from artifact.management.operator_command import OperatorCommand
from compliance.evidence.hold import hold
from compliance.evidence.release import NoSuchHold, release
from compliance.models import Account, LegalHold


class Command(OperatorCommand):
    """Three acts: `place`, `release` and `list`."""

    help = "Place, release or list legal holds: what they cover is not deleted by any rule."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        acts = parser.add_subparsers(dest="act", required=True)
        acts.add_parser("list")
        placing = acts.add_parser("place")
        placing.add_argument("--reason", required=True)
        placing.add_argument("--account", help="only this account; without it, everything")
        releasing = acts.add_parser("release")
        releasing.add_argument("hold", type=int, metavar="NUMBER")
        releasing.add_argument("--reason", required=True)

    def handle(self, *_: Any, **options: Any) -> None:
        """Do the act."""
        match options["act"]:
            case "list":
                for one in LegalHold.objects.in_force().order_by("pk"):
                    scope = one.account.account_id if one.account else "everything"
                    self.stdout.write(f"{one.pk}  {one.placed_at:%Y-%m-%d}  {scope}  {one.reason}")
            case "place":
                self._place(options["reason"], options["account"])
            case "release":
                self._release(options["hold"], options["reason"])

    def _place(self, reason: str, account_id: str | None) -> None:
        account = Account.objects.filter(account_id=account_id).first() if account_id else None
        if account_id and account is None:
            raise CommandError(f"Account {account_id} is not connected.")
        try:
            placed = hold(reason=reason, account=account, actor=_actor(), now=now())
        except ValueError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Hold {placed.pk} is in force.")

    def _release(self, number: int, reason: str) -> None:
        try:
            released = release(number, reason=reason, actor=_actor(), now=now())
        except (NoSuchHold, ValueError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Hold {released.pk} is released.")


def _actor() -> str:
    return f"operator:{getpass.getuser()}"
