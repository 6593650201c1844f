"""Connect many AWS accounts at once."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.db import transaction

from artifact.accounts.connect import AccountInput, ConnectionRefused, connect_account
from artifact.accounts.schedule import ScheduleInvalid
from artifact.clock import now
from artifact.management.operator_command import OperatorCommand


class Command(OperatorCommand):
    """Connects every account that a file lists, or none of them."""

    help = (
        "Connect the accounts that a JSON file lists, or change them; all or none. The file is a "
        'list of objects with "account_id" and, as in connect_account, "name", "role_arn", '
        '"external_id", "regions" (a list), "endpoint_url" and "schedule". None is tried: '
        "connect_account ID does that. Exit status: 0 connected, 1 error."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("file", type=Path, metavar="FILE.json")

    def handle(self, *_: Any, **options: Any) -> None:
        """Connect them in one transaction."""
        wanted = [_given(one) for one in _read(options["file"])]
        try:
            with transaction.atomic():
                accounts = [
                    connect_account(one, actor="command line", now=now()) for one in wanted
                ]
        except (ConnectionRefused, ScheduleInvalid) as error:
            raise CommandError(f"None was connected. {error}") from error
        for account in accounts:
            self.stdout.write(f"Connected {account}; external id {account.external_id or 'none'}.")


def _read(path: Path) -> list[dict[str, Any]]:
    try:
        listed = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise CommandError(f"{path} is no JSON: {error}") from error
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise CommandError(f"{path} must hold a list of objects, one for each account")
    return listed


def _given(one: dict[str, Any]) -> AccountInput:
    known = {"name", "role_arn", "external_id", "regions", "endpoint_url"}
    odd = sorted(set(one) - known - {"account_id", "schedule"})
    if odd or "account_id" not in one:
        raise CommandError(
            f"None was connected. An account lacks account_id, or has the unknown {', '.join(odd)}"
        )
    return AccountInput(
        account_id=str(one["account_id"]),
        cron=one.get("schedule"),
        **{name: one[name] for name in known & set(one)},
    )
