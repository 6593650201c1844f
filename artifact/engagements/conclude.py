"""Conclude on a control: the auditor's own words, version upon version."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from artifact.engagements.conclusions import Conclusion
from artifact.engagements.desk import refuse_closed
from artifact.engagements.models import Engagement
from artifact.engagements.populations import Sample
from artifact.engagements.scope import snapshots_of
from artifact.users.models import User
from compliance.frameworks.catalogue import frameworks
from compliance.ledger.append import append

LONGEST = 20_000


class ConclusionRefused(Exception):
    """It cannot be written so; the message says what to do."""


@dataclass(frozen=True)
class ConclusionInput:
    """The verdict, the words, and what they rest on: ids of samples and numbers of snapshots."""

    verdict: str
    text: str
    samples: Sequence[str] = ()
    evidence: Sequence[int] = ()
    is_shared: bool = False


def conclude(
    engagement: Engagement, control: str, given: ConclusionInput, *, user: User, now: datetime
) -> Conclusion:
    """The next version; those before it stay as they are.

    :raises ConclusionRefused: the control is of no concern, the words are missing, or what it
        rests on is not of this engagement.
    :raises EngagementClosed: nothing can be added any more.
    """
    refuse_closed(engagement)
    _refuse_wrong(engagement, control, given)
    with transaction.atomic():
        # Two auditors at once: the second waits, and its version comes after.
        locked = Engagement.objects.select_for_update().get(pk=engagement.pk)
        last = locked.conclusions.filter(control=control).order_by("-number").first()
        made = Conclusion.objects.create(
            engagement=locked,
            control=control,
            number=last.number + 1 if last else 1,
            verdict=given.verdict,
            text=given.text.strip(),
            samples=list(given.samples),
            evidence=list(given.evidence),
            is_shared=given.is_shared,
            at=now,
            by=user.email,
        )
        append(
            actor=user.email,
            action="conclusion.written",
            subject=f"conclusion:{made.pk}",
            details={
                "engagement": locked.engagement_id,
                "control": control,
                "number": made.number,
                "verdict": made.verdict,
                "text": made.text,
                "samples": made.samples,
                "evidence": made.evidence,
                "is_shared": made.is_shared,
            },
            at=now,
        )
    return made


def _refuse_wrong(engagement: Engagement, control: str, given: ConclusionInput) -> None:
    if control not in frameworks()[engagement.framework].control_ids:
        raise ConclusionRefused(f"The engagement's framework does not use '{control}'.")
    if given.verdict not in Conclusion.Verdict.values:
        raise ConclusionRefused("Choose a conclusion.")
    if not given.text.strip():
        raise ConclusionRefused("Write what you conclude, and why.")
    if len(given.text) > LONGEST:
        raise ConclusionRefused(f"At most {LONGEST:,} characters.")
    known = Sample.objects.filter(
        population__engagement=engagement, sample_id__in=given.samples
    ).values_list("sample_id", flat=True)
    if strange := set(given.samples) - set(known):
        raise ConclusionRefused(f"Not of this engagement: {', '.join(sorted(strange))}.")
    seen = snapshots_of(engagement).filter(pk__in=given.evidence).values_list("pk", flat=True)
    if missing := set(given.evidence) - set(seen):
        names = ", ".join(str(one) for one in sorted(missing))
        raise ConclusionRefused(f"Snapshots that are not evidence of this engagement: {names}.")
