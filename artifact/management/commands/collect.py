"""Read AWS accounts."""

import sys
import time
from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.management.base import CommandError

from artifact.clock import now
from artifact.management.missing import missing_lines
from artifact.management.operator_command import OperatorCommand
from artifact.management.progress import Progress, unclaimed
from artifact.management.scope import named_accounts
from artifact.tasks import hint_collection
from compliance.evidence.start import CollectionAlreadyRunning, CollectionRefused, start
from compliance.models import Account, Collection

INCOMPLETE = 3
POLL_SECONDS = 0.5


class Command(OperatorCommand):
    """Starts collections, and waits for them if told to."""

    help = (
        "Read AWS accounts: all connected ones, or those named. Exit status with --wait: 0 "
        "complete, 3 ended incomplete (what is missing is printed), 1 error, or an account was "
        "refused (the others are read all the same); without: 0 started."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("--account", action="append", metavar="ID", help="may be repeated")
        parser.add_argument("--region", action="append", metavar="R", help="may be repeated")
        parser.add_argument("--service", action="append", metavar="S", help="may be repeated")
        parser.add_argument(
            "--wait", action="store_true", help="wait until the findings are there"
        )
        parser.add_argument(
            "--join",
            action="store_true",
            help="where an account is being read already, take that run",
        )

    def handle(self, *_: Any, **options: Any) -> None:
        """Start a collection per account; one that is refused holds up none of the others."""
        started, refused = self._start(named_accounts(options["account"]), options)
        if options["wait"] and started:
            self._wait(started)
            for line in missing_lines(started):
                self.stdout.write(line)
        if refused:
            # What is wrong with every account alike is said once.
            raise CommandError("\n".join(dict.fromkeys(refused)))
        if options["wait"]:
            self._judge(started)

    def _start(
        self, accounts: Sequence[Account], options: Mapping[str, Any]
    ) -> tuple[list[int], list[str]]:
        """The collections that run, and why there is none of the other accounts."""
        started, refused = [], []
        for account in accounts:
            try:
                collection = start(
                    account,
                    requested_by="command line",
                    now=now(),
                    services=options["service"] or (),
                    regions=options["region"] or (),
                )
            except CollectionAlreadyRunning as running:
                if options["join"]:
                    started.append(running.running.pk)
                    self.stdout.write(str(running))
                else:
                    refused.append(str(running))
            except CollectionRefused as refusal:
                refused.append(str(refusal))
            else:
                hint_collection(collection)
                started.append(collection.pk)
                self.stdout.write(f"Collection {collection.pk} of {account} started.")
        return started, refused

    def _wait(self, started: Sequence[int]) -> None:
        progress, asked_at = Progress(sys.stderr), time.monotonic()
        while True:
            collections = list(
                Collection.objects.filter(pk__in=started)
                .select_related("account")
                .prefetch_related("units")
                .order_by("pk")
            )
            line = " · ".join(_line(one) for one in collections)
            if all(one.state == one.State.QUEUED for one in collections):
                line += unclaimed(time.monotonic() - asked_at)
            progress.show(line)
            if all(one.evaluated_at or one.state == one.State.FAILED for one in collections):
                break
            time.sleep(POLL_SECONDS)
        progress.end()

    def _judge(self, started: Sequence[int]) -> None:
        ended = Collection.objects.filter(pk__in=started)
        if ended.filter(state=Collection.State.FAILED).exists():
            raise CommandError("A collection failed.")
        if ended.exclude(state=Collection.State.COMPLETE).exists():
            sys.exit(INCOMPLETE)


def _line(collection: Collection) -> str:
    calls = max(collection.calls_made, sum(one.calls_made for one in collection.units.all()))
    errors = sum(1 for one in collection.units.all() if one.error)
    what = collection.get_state_display().lower()
    if collection.evaluated_at:
        what += ", evaluated"
    return (
        f"{collection.account.account_id} {what}: {collection.steps_done}/"
        f"{collection.steps_total} units, {calls} calls" + (f", {errors} errors" if errors else "")
    )
