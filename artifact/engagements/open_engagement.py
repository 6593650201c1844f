"""Open an engagement: an outside firm looks at a framework in some accounts, for a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from artifact.agreements.wording import Wording, WordingRefused
from artifact.engagements.add_auditor import AuditorRefused, Person, add_auditor
from artifact.engagements.asked import EngagementRefused, Scope, refuse_wrong_scope
from artifact.engagements.models import Engagement
from compliance.evidence.store import put
from compliance.frameworks.catalogue import frameworks
from compliance.ledger.append import append


@dataclass(frozen=True)
class Opening:
    """Who looks at what, after accepting which terms; without terms nothing has to be accepted."""

    title: str
    firm: str
    framework: str
    scope: Scope
    terms: Wording | None = None
    people: Sequence[Person] = ()


def open_engagement(what: Opening, *, actor: str, now: datetime) -> Engagement:
    """The engagement with its people; access opens and closes by the clock alone.

    :raises EngagementRefused: the scope, the framework, the terms or a person is not right.
    """
    _refuse_wrong(what, now=now)
    scope = what.scope
    with transaction.atomic():
        terms = put(what.terms.content, now=now) if what.terms else None
        engagement = Engagement.objects.create(
            title=what.title.strip(),
            firm=what.firm.strip(),
            framework=what.framework,
            regions=sorted(set(scope.regions)),
            period_start=scope.period_start,
            period_end=scope.period_end,
            access_from=scope.access_from,
            access_to=scope.access_to,
            terms=terms,
            terms_media_type=what.terms.media_type if what.terms else "",
            created_at=now,
            created_by=actor,
        )
        engagement.accounts.set(scope.accounts)
        append(
            actor=actor,
            action="engagement.opened",
            subject=engagement.name_in_ledger,
            details={
                "title": engagement.title,
                "firm": engagement.firm,
                "framework": engagement.framework,
                "terms": terms.pk if terms else "",
                **scope.facts(),
            },
            at=now,
        )
        _add(what.people, engagement, actor, now)
    return engagement


def _add(people: Sequence[Person], engagement: Engagement, actor: str, now: datetime) -> None:
    for person in people:
        try:
            add_auditor(engagement, person, actor=actor, now=now)
        except AuditorRefused as refusal:
            raise EngagementRefused({"people": [str(refusal)]}) from refusal


def _refuse_wrong(what: Opening, *, now: datetime) -> None:
    wrong: dict[str, list[str]] = {}
    if not what.title.strip():
        wrong["title"] = ["Give the engagement a title."]
    if not what.firm.strip():
        wrong["firm"] = ["Name the auditors' firm."]
    if what.framework not in frameworks():
        wrong["framework"] = [f"There is no such framework. Known are: {', '.join(frameworks())}."]
    if what.terms:
        try:
            what.terms.refuse_unreadable()
        except WordingRefused as refusal:
            wrong["terms"] = [str(refusal)]
    if wrong:
        raise EngagementRefused(wrong)
    refuse_wrong_scope(what.scope, now=now)
