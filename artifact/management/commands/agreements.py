"""List agreements."""

import json
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.management.base import CommandError

from artifact.agreements.customer_agreement import CustomerAgreement
from artifact.agreements.models import Agreement
from artifact.clock import now
from artifact.management.operator_command import OperatorCommand
from artifact.users.models import Customer


class Command(OperatorCommand):
    """Prints what is offered, or what was signed."""

    help = (
        "List the agreements on offer, or with --signed those that customers signed. "
        "Exit status: 0, also where there are none; 1 error; 2 wrong arguments."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which ones, and how."""
        parser.add_argument("--signed", action="store_true", help="what customers signed")
        parser.add_argument("--customer", metavar="ID", help="twelve digits; implies --signed")
        parser.add_argument(
            "--in-force", action="store_true", help="no ended ones, none withdrawn"
        )
        parser.add_argument("--format", choices=["table", "json"], default="table")

    def handle(self, *_: Any, **options: Any) -> None:
        """Print them, one a line."""
        is_signed = options["signed"] or options["customer"]
        rows = _signed(options) if is_signed else _offered(options)
        for row in rows:
            if options["format"] == "json":
                self.stdout.write(json.dumps(row, ensure_ascii=False))
            else:
                self.stdout.write("  ".join(_cells(row.values())))


def _cells(values: Iterable[object]) -> Iterator[str]:
    for value in values:
        yield ",".join(value) if isinstance(value, list) else "-" if value is None else str(value)


def _offered(options: dict[str, Any]) -> Iterator[dict[str, Any]]:
    rows = Agreement.objects.with_numbers(now=now())
    for one in rows.offered() if options["in_force"] else rows:
        yield {
            "id": one.agreement_id,
            "name": one.name,
            "kind": one.kind,
            "binds": one.subjects,
            "revision": one.newest_number,  # type: ignore[attr-defined]  # annotated
            "in_force": one.in_force,  # type: ignore[attr-defined]  # annotated
            "withdrawn_at": one.withdrawn_at.isoformat() if one.withdrawn_at else None,
        }


def _signed(options: dict[str, Any]) -> Iterator[dict[str, Any]]:
    rows = CustomerAgreement.objects.newest_first().standing(now=now())
    if options["customer"]:
        rows = rows.covering(_customer(options["customer"]))
    if options["in_force"]:
        rows = rows.in_force(now=now())
    for one in rows.iterator(chunk_size=500):
        yield {
            "id": one.customer_agreement_id,
            "name": one.name,
            "customer": one.customer.customer_id,
            "level": one.level,
            "revision": one.revision.number if one.revision else None,
            "in_force": one.is_in_force,  # type: ignore[attr-defined]  # annotated
            "state": one.state,
            "from": one.effective_start.isoformat(),
            "to": one.effective_end.isoformat() if one.effective_end else None,
            "kept_until": one.kept_until.isoformat() if one.kept_until else None,
        }


def _customer(customer_id: str) -> Customer:
    found = Customer.objects.select_related("parent").filter(customer_id=customer_id).first()
    if found is None:
        raise CommandError(f"There is no customer {customer_id}.")
    return found
