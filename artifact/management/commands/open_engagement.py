"""Open an engagement from the shell."""

import getpass
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from artifact.agreements.wording import PDF, TEXT, Wording
from artifact.clock import now
from artifact.engagements.add_auditor import Person
from artifact.engagements.asked import EngagementRefused, Scope
from artifact.engagements.open_engagement import Opening, open_engagement
from artifact.management.operator_command import OperatorCommand
from artifact.management.scope import instant, known_names, named_accounts, named_framework
from artifact.tasks import hint_mail


class Command(OperatorCommand):
    """Opens an engagement. Exit status: 0 opened, 1 refused (says why)."""

    help = (
        "Let an outside firm look at a framework in some accounts, of a period, for a time. "
        "Access opens and closes by itself. Exit status: 0 opened, 1 refused (says why), "
        "2 wrong arguments."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Who looks at what."""
        parser.add_argument("title")
        parser.add_argument("--firm", required=True)
        parser.add_argument("--framework", required=True)
        parser.add_argument(
            "--account", action="append", metavar="ID", help="may be repeated; all unless said"
        )
        parser.add_argument(
            "--region", action="append", help="may be repeated; every region unless said"
        )
        for name, what in (("start", "first"), ("end", "last")):
            parser.add_argument(
                f"--period-{name}", required=True, type=_day, help=f"its {what} day, as 2026-01-31"
            )
        parser.add_argument("--from", dest="access_from", help="ISO 8601, UTC unless said; now")
        parser.add_argument("--to", dest="access_to", required=True, help="ISO 8601; then it ends")
        parser.add_argument("--terms", type=Path, help="a .txt or .pdf file, to be accepted first")
        parser.add_argument(
            "--auditor",
            action="append",
            default=[],
            metavar="E-MAIL",
            help="may be repeated; whoever is not known yet is invited",
        )

    def handle(self, *_: Any, **options: Any) -> None:
        """Open it, and print what it is called."""
        try:
            made = open_engagement(
                _opening(options), actor=f"operator:{getpass.getuser()}", now=now()
            )
        except EngagementRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        if options["auditor"]:
            hint_mail()
        self.stdout.write(made.engagement_id)


def _opening(options: dict[str, Any]) -> Opening:
    scope = Scope(
        accounts=named_accounts(options["account"]),
        regions=known_names("region", options["region"]),
        period_start=options["period_start"],
        period_end=options["period_end"],
        access_from=instant(options["access_from"]) if options["access_from"] else now(),
        access_to=instant(options["access_to"]),
    )
    return Opening(
        title=options["title"],
        firm=options["firm"],
        framework=named_framework(options["framework"]).id,
        scope=scope,
        terms=_terms(options["terms"]),
        people=[Person(one) for one in options["auditor"]],
    )


def _terms(file: Path | None) -> Wording | None:
    if file is None:
        return None
    try:
        content = file.read_bytes()
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
    return Wording(content, PDF if content.startswith(b"%PDF-") else TEXT)


def _day(text: str) -> date:
    return date.fromisoformat(text)
