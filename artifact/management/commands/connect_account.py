"""Connect an AWS account, or change how it is reached."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from artifact.accounts.connect import AccountInput, ConnectionRefused, connect_account
from artifact.accounts.schedule import ScheduleInvalid
from artifact.clock import now
from artifact.management.operator_command import OperatorCommand
from artifact.management.progress import Progress
from compliance.evidence.try_account import try_account
from compliance.models import Account

PERMISSIONS_MISSING = 3


class Command(OperatorCommand):
    """Connects an account and tries the connection."""

    help = (
        "Connect an AWS account; running it again changes the account. Exit status: 0 connected, "
        "3 saved, but it cannot be signed in to or something is missing (it is printed), 1 error."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("account_id", help="12 digits")
        parser.add_argument("--name", help="what people call the account")
        parser.add_argument("--role-arn", help="role to assume; else boto3's own credentials")
        parser.add_argument("--external-id", help="of the trust policy; else one is generated")
        parser.add_argument("--regions", help="comma-separated; else every enabled region")
        parser.add_argument("--endpoint-url", help="endpoint of an AWS emulator")
        parser.add_argument("--schedule", help="cron in UTC, as '0 3 * * *'; 'never' ends it")
        parser.add_argument("--no-check", action="store_true", help="do not try it now")

    def handle(self, *_: Any, **options: Any) -> None:
        """Connect, say what the trust policy needs, then try it."""
        try:
            account = connect_account(_given(options), actor="command line", now=now())
        except (ConnectionRefused, ScheduleInvalid) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Saved {account}.")
        if account.role_arn:
            self.stdout.write(
                f"The trust policy of {account.role_arn} must demand this external id: "
                f"{account.external_id}"
            )
        if not options["no_check"] and not self._is_readable(account):
            sys.exit(PERMISSIONS_MISSING)

    def _is_readable(self, account: Account) -> bool:
        progress = Progress(sys.stderr)
        trial = try_account(
            account.target, regions=account.regions, clock=now, progress=progress.show
        )
        progress.end()
        for problem in trial.problems:
            self.stdout.write(problem)
        if trial.caller_arn:
            self.stdout.write(
                f"Connected as {trial.caller_arn}; {len(trial.answered)} operations answered."
            )
        return not trial.problems


def _given(options: dict[str, Any]) -> AccountInput:
    regions = options["regions"]
    return AccountInput(
        account_id=options["account_id"],
        name=options["name"],
        role_arn=options["role_arn"],
        external_id=options["external_id"],
        regions=None if regions is None else [one for one in regions.split(",") if one],
        endpoint_url=options["endpoint_url"],
        cron=options["schedule"],
    )
