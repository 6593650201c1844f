"""Find out who took a copy."""

import getpass
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from artifact.clock import now
from artifact.library.models import Download
from artifact.library.trace_copy import NotACopyId, trace_copy
from artifact.management.operator_command import OperatorCommand

NOT_FOUND = 3


class Command(OperatorCommand):
    """Looks a copy up by its id or by the file."""

    help = (
        "Say who took a copy, when, by which door, of which version and under which acceptance. "
        "Exit status: 0 found, 3 not found, 1 error."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("sought", metavar="COPY_ID|FILE")

    def handle(self, *_: Any, **options: Any) -> None:
        """Look it up and print what is known."""
        path = Path(options["sought"])
        try:
            sought = path.read_bytes() if path.is_file() else options["sought"]
            traced = trace_copy(sought, actor=f"operator:{getpass.getuser()}", now=now())
        except (NotACopyId, OSError) as error:
            raise CommandError(f"{options['sought']}: {error}") from error
        for one in traced.unknown:
            self.stdout.write(f"{one} is no copy that was handed out here.")
        if not traced.downloads:
            self.stdout.write("No download is known for it.")
            sys.exit(NOT_FOUND)
        self.stdout.write(f"Recognised by {traced.clue}.")
        for found in traced.downloads:
            self.stdout.write(_lines(found))


def _lines(found: Download) -> str:
    given = found.acceptance
    accepted = f"{given.typed_name}, {given.at:%Y-%m-%d %H:%M:%S} UTC" if given else "none"
    return "\n".join(
        (
            f"{found.copy_id or 'unmarked copy'}",
            f"  taken by    {found.email}",
            f"  customer    {found.customer or 'none'}",
            f"  at          {found.at:%Y-%m-%d %H:%M:%S} UTC",
            f"  by way of   {found.get_channel_display()}, {found.address or 'address unknown'}",
            f"  of          {found.version}",
            f"  acceptance  {accepted}",
            f"  SHA-256     {found.sha256}",
        )
    )
