"""Put a wording of terms in force."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from artifact.agreements.models import Term, TermVersion
from artifact.agreements.wording import Wording, WordingRefused
from compliance.evidence.store import put
from compliance.frameworks.catalogue import frameworks
from compliance.ledger.append import append


class TermRefused(Exception):
    """The wording was not put in force; the message says why."""


@dataclass(frozen=True)
class TermScope:
    """Whose terms they are: one report's, a series', a framework's; all empty: every report's."""

    framework: str = ""
    series: str = ""
    report_id: str = ""


def publish_term(
    scope: TermScope, wording: Wording, *, name: str, actor: str, now: datetime
) -> TermVersion:
    """The new version of the scope's term, in force from now on; earlier ones stay as they were.

    :raises TermRefused: the scope names more than one thing or an unknown framework, the wording
        cannot be shown, or it is the one that is in force already.
    """
    _refuse_scope(scope)
    try:
        pdf = wording.as_pdf(name, at=now)
    except WordingRefused as refusal:
        raise TermRefused(str(refusal)) from refusal
    with transaction.atomic():
        document, as_pdf = put(wording.content, now=now), put(pdf, now=now)
        term = _term(scope, name, now)
        newest = term.versions.order_by("-number").first()
        if newest and newest.document_id == document.pk:
            raise TermRefused(
                f"These very terms are in force already, as version {newest.number}."
            )
        version = term.versions.create(
            number=newest.number + 1 if newest else 1,
            document=document,
            media_type=wording.media_type,
            pdf=as_pdf,
            published_at=now,
            published_by=actor,
        )
        append(
            actor=actor,
            action="term.published",
            subject=f"term:{term.term_id}",
            details={
                "name": name,
                "version": version.number,
                "document": document.pk,
                "pdf": as_pdf.pk,
                **asdict(scope),
            },
            at=now,
        )
    return version


def _refuse_scope(scope: TermScope) -> None:
    named = [one for one in (scope.framework, scope.series, scope.report_id) if one]
    if len(named) > 1:
        raise TermRefused("Terms are those of a report, or a series, or a framework: name one.")
    if scope.framework and scope.framework not in frameworks():
        known = ", ".join(frameworks())
        raise TermRefused(f"There is no framework '{scope.framework}'. Known are: {known}.")


def _term(scope: TermScope, name: str, now: datetime) -> Term:
    term, _ = Term.objects.get_or_create(
        **asdict(scope), withdrawn_at=None, defaults={"name": name, "created_at": now}
    )
    term = Term.objects.select_for_update().get(pk=term.pk)
    if term.name != name:
        term.name = name
        term.save(update_fields=["name"])
    return term
