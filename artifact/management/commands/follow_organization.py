"""Follow an organisation by one of its accounts."""

import sys
import time
from argparse import ArgumentParser, BooleanOptionalAction
from typing import Any

from django.core.management.base import CommandError

from artifact.accounts.connect import ConnectionRefused
from artifact.accounts.connect_member import connect_member
from artifact.accounts.discover import discover
from artifact.accounts.follow_organization import Following, follow_organization
from artifact.accounts.schedule import ScheduleInvalid
from artifact.accounts.standing import standings
from artifact.clock import now
from artifact.management.operator_command import OperatorCommand
from artifact.management.progress import Progress
from artifact.management.scope import named_accounts
from artifact.tasks import hint_collection
from compliance.evidence.start import CollectionRefused, start
from compliance.models import Account, Collection, Organization

NOT_LISTED = 3
POLL_SECONDS = 0.5


class Command(OperatorCommand):
    """Has an account list its organisation, now and at each of its runs."""

    help = (
        "Have a connected account, the organisation's management account or a delegated "
        "administrator, list the organisation's accounts, now and at each of its runs; running "
        "it again changes what is given. Exit status: 0 listed, 3 the list could not be read "
        "(it is said why), 1 error."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("account_id", help="12 digits, of a connected account")
        parser.add_argument("--role-name", help="the role in every account; ArtifactReadOnly")
        parser.add_argument("--external-id", help="of the roles' trust policies; else made up")
        parser.add_argument("--regions", help="comma-separated; else every enabled region")
        parser.add_argument("--schedule", help="cron in UTC of accounts connected from now on")
        parser.add_argument(
            "--connect-new",
            action=BooleanOptionalAction,
            default=None,
            help="connect accounts as soon as they are listed, now and later",
        )
        parser.add_argument(
            "--connect", action="append", default=[], metavar="ID", help="may be repeated"
        )

        parser.add_argument(
            "--later", action="store_true", help="list at the account's next run, not now"
        )

    def handle(self, *_: Any, **options: Any) -> None:
        """Follow, list, connect what was named, and show every account."""
        (source,) = named_accounts([options["account_id"]])
        try:
            organization = follow_organization(
                source, _given(options), actor="command line", now=now()
            )
        except (ConnectionRefused, ScheduleInvalid) as error:
            raise CommandError(str(error)) from error
        if options["later"]:
            self.stdout.write(f"{source} lists its organisation at its next run.")
            return
        self._list(source)
        found = discover(organization.pk, now=now())
        organization.refresh_from_db()
        if found.error:
            self.stdout.write(f"The accounts could not be listed: {found.error}")
            sys.exit(NOT_LISTED)
        self._connect(organization, options["connect"])
        self._show(organization)

    def _list(self, source: Account) -> None:
        """Read the organisation through a worker, as every other evidence is."""
        try:
            collection = start(
                source, requested_by="command line", now=now(), services=["organizations"]
            )
        except CollectionRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        hint_collection(collection)
        progress = Progress(sys.stderr)
        while collection.state in Collection.OPEN:
            progress.show(f"listing the accounts: {collection.get_state_display().lower()}")
            time.sleep(POLL_SECONDS)
            collection.refresh_from_db()
        progress.end()

    def _connect(self, organization: Organization, account_ids: list[str]) -> None:
        for account_id in account_ids:
            member = organization.members.filter(account_id=account_id).first()
            if member is None:
                raise CommandError(f"{account_id} is not among the organisation's accounts.")
            try:
                connect_member(member, actor="command line", now=now())
            except (ConnectionRefused, ScheduleInvalid) as error:
                raise CommandError(str(error)) from error

    def _show(self, organization: Organization) -> None:
        self.stdout.write(
            f"Organisation {organization.organization_id}; every role's trust policy must demand "
            f"this external id: {organization.external_id}"
        )
        for one in standings(organization):
            member = one.member
            self.stdout.write(
                f"{member.account_id}  {member.state:<10}  {member.name}  ({one.words})"
            )


def _given(options: dict[str, Any]) -> Following:
    regions = options["regions"]
    return Following(
        role_name=options["role_name"],
        external_id=options["external_id"],
        regions=None if regions is None else [one for one in regions.split(",") if one],
        cron=options["schedule"],
        connects_new=options["connect_new"],
    )
