"""Import reports from AWS Artifact."""

import sys
from argparse import ArgumentParser
from contextlib import closing
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from artifact.accounts.schedule import ScheduleInvalid
from artifact.clock import now
from artifact.library.import_aws_artifact import (
    Importing,
    TermsNotAnswered,
    import_aws_artifact,
)
from artifact.library.models import ReportVersion
from artifact.library.schedule_import import schedule_import
from artifact.management.operator_command import OperatorCommand
from artifact.management.progress import Progress
from artifact.management.scope import named_accounts
from artifact.tasks import hint_document, max_document
from compliance.aws.artifact_reports import ArtifactUnreadable, open_artifact_reports
from compliance.aws.session import AccountUnreachable
from compliance.models import Account

SOME_REFUSED = 3
ACTOR = "command line"
REFUSALS = (AccountUnreachable, ArtifactUnreadable, TermsNotAnswered, ScheduleInvalid)


class Command(OperatorCommand):
    """Takes over every published report version that is not here yet, or schedules that."""

    help = (
        "Import what AWS Artifact has published and is not in the library yet. Doing so accepts "
        "AWS's terms of each report, in the name given by --accept-terms or by "
        "AWS_ARTIFACT_ACCEPT_TERMS; the ledger keeps who accepted which. What comes in stays a "
        "draft. Exit status: 0 all imported, 3 some reports were not given (it is said why), "
        "1 error."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("--account", metavar="ID", help="else the service's own credentials")
        parser.add_argument("--endpoint-url", default="", help="of another AWS Artifact")
        parser.add_argument("--accept-terms", default="", metavar='"NAME, OFFICE"')
        parser.add_argument("--publish", action="store_true", help="each as soon as checked")
        parser.add_argument(
            "--schedule",
            metavar="CRON",
            help="import by this cron expression in UTC from now on; never: no more",
        )

    def handle(self, *_: Any, **options: Any) -> None:
        """Import now, or say when."""
        account = named_accounts([options["account"]])[0] if options["account"] else None
        accepted_by = options["accept_terms"] or settings.AWS_ARTIFACT_ACCEPT_TERMS
        try:
            if options["schedule"]:
                self._schedule(account, options["schedule"], accepted_by)
            else:
                self._import(account, accepted_by, options)
        except REFUSALS as refusal:
            raise CommandError(str(refusal)) from refusal

    def _schedule(self, account: Account | None, cron: str, accepted_by: str) -> None:
        if account is None:
            raise CommandError("Say whose AWS Artifact is to be looked at: --account ID")
        schedule_import(account, cron, accepted_by=accepted_by, actor=ACTOR, now=now())
        self.stdout.write(f"{account}: AWS Artifact is imported by schedule: {cron}")

    def _import(self, account: Account | None, accepted_by: str, options: dict[str, Any]) -> None:
        progress = Progress(sys.stderr)

        def took(version: ReportVersion) -> None:
            hint_document(version)
            progress.show(f"imported {version}")

        with closing(
            open_artifact_reports(
                account.target if account else None,
                endpoint_url=options["endpoint_url"],
                max_bytes=max_document(),
                clock=now,
            )
        ) as reports:
            given = Importing(
                reports,
                accepted_by=accepted_by,
                actor=ACTOR,
                max_bytes=max_document(),
                is_to_be_published=options["publish"],
            )
            imported = import_aws_artifact(given, clock=now, took=took)
        progress.end()
        self.stdout.write(
            f"{len(imported.versions)} imported, {imported.known} known already, "
            f"{len(imported.refusals)} not given"
        )
        for refusal in imported.refusals:
            self.stdout.write(refusal)
        sys.stdout.flush()
        if imported.refusals:
            sys.exit(SOME_REFUSED)
