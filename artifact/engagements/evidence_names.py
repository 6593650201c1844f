"""The numbers by which one paper after another names an engagement's evidence."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from artifact.engagements.models import Engagement
from artifact.engagements.number_evidence import number_evidence

UNNAMED = "evidence out of scope"


@dataclass
class EvidenceNames:
    """Numbers what is asked for, where it was not yet, and remembers it for the next paper."""

    engagement: Engagement
    actor: str
    now: datetime
    _known: dict[int, str] = field(default_factory=dict)

    def learn(self, snapshot_ids: Iterable[int | None]) -> None:
        """Number these at once: few queries, however many."""
        new = {one for one in snapshot_ids if one} - self._known.keys()
        numbered = number_evidence(self.engagement, new, actor=self.actor, now=self.now)
        self._known |= {pk: numbered[pk].evidence_no if pk in numbered else "" for pk in new}

    def name(self, snapshot_id: int | None) -> str:
        """As `E-2026-0001`; empty for none, and for what the engagement does not open."""
        self.learn([snapshot_id])
        return self._known.get(snapshot_id or 0, "")

    def name_all(self, snapshot_ids: Iterable[int]) -> list[str]:
        """Each in its turn; what is not opened any more says so."""
        ids = list(snapshot_ids)
        self.learn(ids)
        return [self.name(one) or UNNAMED for one in ids]
