"""Tell what is new, or show what would be told."""

from argparse import ArgumentParser
from functools import partial
from typing import Any

from django.conf import settings

from artifact.clock import now
from artifact.management.operator_command import OperatorCommand
from artifact.management.tabular import Row, unless_closed, write_json, write_table
from artifact.notifications.deliver import Outside
from artifact.notifications.models import Delivery
from artifact.notifications.preview import preview
from artifact.notifications.send_due import send_due

COLUMNS = ("kind", "channel", "to", "next_at", "title")


class Command(OperatorCommand):
    """Tell what the ledger's sealed entries say and what expires, and send what is due.

    Workers do this by themselves. Exit status 0.
    """

    help = "Tells subscribers what is new and sends what is due; workers do this by themselves."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whether to look only."""
        parser.add_argument("--dry-run", action="store_true", help="show it, and send nothing")
        parser.add_argument("--json", action="store_true", help="one object a line")

    def handle(self, *_: Any, **options: Any) -> None:
        """Send, or show."""
        if not options["dry_run"]:
            outside = Outside(settings.SITE_URL, allow_loopback=settings.WEBHOOKS_TO_LOOPBACK)
            for line in send_due(clock=now, lease_seconds=settings.LEASE_SECONDS, outside=outside):
                self.stdout.write(line)
            return
        rows = [_row(one) for one in preview(now=now())]
        if options["json"]:
            write = partial(write_json, rows, self.stdout)
        else:
            write = partial(write_table, rows, self.stdout, COLUMNS)
        unless_closed(write, self.stdout)


def _row(delivery: Delivery) -> Row:
    place = delivery.webhook or delivery.address or delivery.user
    return {
        "kind": delivery.notice.kind,
        "channel": delivery.channel,
        "to": str(place),
        "next_at": delivery.next_at.isoformat(timespec="seconds"),
        "title": delivery.notice.title,
    }
