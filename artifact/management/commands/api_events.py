"""Print calls over AWS's protocol."""

from argparse import ArgumentParser
from typing import Any

from artifact.awsapi.models import ApiEvent, ApiEventQuerySet
from artifact.awsapi.operation import OPERATIONS
from artifact.management.operator_command import OperatorCommand
from artifact.management.scope import instant
from artifact.management.tabular import unless_closed, write_json


class Command(OperatorCommand):
    """Prints what was asked over AWS's protocol, in the form of CloudTrail's records."""

    help = "Print calls over the AWS Artifact protocol, a JSON object a line, the oldest first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("--since", help="ISO 8601, as 2026-03-31T23:59:59Z; UTC if not said")
        parser.add_argument("--until", help="ISO 8601; the instant itself is included")
        parser.add_argument("--email", help="calls of this person")
        parser.add_argument("--key", help="calls that this key signed (ARTK…)")
        parser.add_argument("--operation", choices=list(OPERATIONS), metavar="OPERATION")
        parser.add_argument("--refused", action="store_true", help="only what was refused")

    def handle(self, *_: Any, **options: Any) -> None:
        """Print them."""
        records = _found(options).values_list("record", flat=True).iterator(chunk_size=2000)
        unless_closed(lambda: write_json(records, self.stdout), self.stdout)


def _found(options: dict[str, Any]) -> ApiEventQuerySet:
    events = ApiEvent.objects.order_by("at", "pk")
    if options["since"]:
        events = events.filter(at__gte=instant(options["since"]))
    if options["until"]:
        events = events.filter(at__lte=instant(options["until"]))
    if options["email"]:
        events = events.of_person(options["email"])
    if options["key"]:
        events = events.of_key(options["key"])
    if options["operation"]:
        events = events.filter(operation=options["operation"])
    return events.refused() if options["refused"] else events
