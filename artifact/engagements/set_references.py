"""Write beside evidence under which numbers the auditors' own papers know it."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from artifact.engagements.models import Auditor
from artifact.engagements.numbered import NumberedEvidence
from artifact.users.models import User
from artifact.users.policy import Action, may
from compliance.ledger.append import append

MOST, LONGEST = 20, 100


class ReferencesRefused(Exception):
    """Nothing was written; the message says why."""


class NotTheirs(Exception):
    """The person is no auditor of this engagement: these numbers are not theirs to write."""


def set_references(
    evidence: NumberedEvidence, references: Sequence[str], *, by: User, now: datetime
) -> NumberedEvidence:
    """The evidence with these references in place of the former; both stand in the ledger.

    :raises NotTheirs: only auditors of the engagement write them, while it is open to them.
    :raises ReferencesRefused: there are too many, or one is too long.
    """
    wanted = list(dict.fromkeys(one.strip() for one in references if one.strip()))
    if len(wanted) > MOST:
        raise ReferencesRefused(f"Up to {MOST} references fit beside one number.")
    if any(len(one) > LONGEST for one in wanted):
        raise ReferencesRefused(f"A reference has up to {LONGEST} characters.")
    _refuse_strangers(evidence, by, now)
    with transaction.atomic():
        mine = NumberedEvidence.objects.select_for_update(of=("self",)).get(pk=evidence.pk)
        before = mine.references
        if before == wanted:
            return mine
        mine.references = wanted
        mine.save(update_fields=["references"])
        append(
            actor=by.email,
            action="engagement.evidence-referenced",
            subject=evidence.engagement.name_in_ledger,
            details={"evidence_no": mine.evidence_no, "before": before, "references": wanted},
            at=now,
        )
    return mine


def _refuse_strangers(evidence: NumberedEvidence, by: User, now: datetime) -> None:
    auditor = Auditor.objects.of(by).filter(engagement=evidence.engagement_id).first()
    is_theirs = auditor is not None and auditor.is_ready and auditor.engagement.is_open(now)
    if not may(by, Action.AUDIT) or not is_theirs:
        raise NotTheirs(f"{by} writes no references in {evidence.engagement}.")
