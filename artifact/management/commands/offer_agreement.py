"""Offer an agreement, or a new revision of one, from files."""

import getpass
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from artifact.agreements.draft import Draft, DraftRefused
from artifact.agreements.models import Agreement, AgreementRevision
from artifact.agreements.offer_agreement import Offer, offer_agreement
from artifact.agreements.revise_agreement import revise_agreement
from artifact.agreements.wording import PDF, TEXT, Wording
from artifact.clock import now
from artifact.management.operator_command import OperatorCommand


class Command(OperatorCommand):
    """Offers what is in the files. Exit status: 0 offered, 1 refused (says why)."""

    help = (
        "Offer the agreement in DOCUMENT for signing, after the non-disclosure agreement in NDA "
        "(text in UTF-8, or PDF). With --revise, publish it as a new revision. "
        "Exit status: 0 offered, 1 refused (says why), 2 wrong arguments."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The documents, the sentences, and whom it binds."""
        parser.add_argument("document", type=Path, help="a .txt or .pdf file")
        parser.add_argument("nda", type=Path, help="a .txt or .pdf file")
        parser.add_argument(
            "--accept",
            action="append",
            required=True,
            metavar="SENTENCE",
            help="to be ticked in order to sign; may be repeated",
        )
        parser.add_argument(
            "--terminate",
            action="append",
            required=True,
            metavar="SENTENCE",
            help="to be ticked in order to end it; may be repeated",
        )
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--name", help="of a new agreement, as customers see it")
        what.add_argument("--revise", metavar="ID", help="agreement-… that this revises")
        parser.add_argument("--kind", choices=Agreement.Kind.values, default=Agreement.Kind.OTHER)
        parser.add_argument(
            "--binds",
            action="append",
            choices=["account", "organization"],
            help="may be repeated; both unless said",
        )
        parser.add_argument("--description", default="", help="what it is for")

    def handle(self, *_: Any, **options: Any) -> None:
        """Offer it, and print what it is called."""
        try:
            revision = _publish(options)
        except DraftRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            f"{revision.agreement.agreement_id} revision {revision.number}, "
            f"SHA-256 {revision.document_id}"
        )


def _publish(options: dict[str, Any]) -> AgreementRevision:
    draft = Draft(
        document=_wording(options["document"]),
        nda=_wording(options["nda"]),
        acceptance_terms=options["accept"],
        terminate_terms=options["terminate"],
    )
    actor = f"operator:{getpass.getuser()}"
    if options["revise"]:
        return revise_agreement(_agreement(options["revise"]), draft, actor=actor, now=now())
    levels = options["binds"] or ["account", "organization"]
    offer = Offer(
        name=options["name"],
        kind=Agreement.Kind(options["kind"]),
        subjects=[Agreement.Subject(one.upper()) for one in dict.fromkeys(levels)],
        description=options["description"],
    )
    return offer_agreement(offer, draft, actor=actor, now=now())


def _agreement(agreement_id: str) -> Agreement:
    found = Agreement.objects.filter(agreement_id=agreement_id).first()
    if found is None:
        raise CommandError(f"There is no agreement {agreement_id}. `agreements` lists them.")
    return found


def _wording(file: Path) -> Wording:
    try:
        content = file.read_bytes()
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
    return Wording(content, PDF if content.startswith(b"%PDF-") else TEXT)
