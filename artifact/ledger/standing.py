"""What can be said today of ledger and evidence: sealed, signed, kept elsewhere, hashed anew."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings

from compliance.models import (
    Anchorage,
    Checkpoint,
    Disposal,
    FixityCheck,
    LedgerKey,
    LegalHold,
    RetentionClass,
    SignedCheckpoint,
)

CHECKS_SHOWN = 14


@dataclass(frozen=True)
class AnchorStanding:
    """One configured anchor, and the newest checkpoint that is kept there."""

    name: str
    newest: Anchorage | None


@dataclass(frozen=True)
class Integrity:
    """The newest of each; `None` and empty where there is none yet."""

    origin: str
    sealed: Checkpoint | None
    signed: SignedCheckpoint | None
    key: LedgerKey | None
    anchors: Sequence[AnchorStanding]
    checks: Sequence[FixityCheck]
    classes: Sequence[RetentionClass]
    holds: Sequence[LegalHold]
    disposals: int

    @property
    def root(self) -> str:
        """The sealed root in base64, as signed checkpoints have it."""
        return base64.b64encode(bytes(self.sealed.root_hash)).decode() if self.sealed else ""


def standing() -> Integrity:
    """Where everything stands; none of the queries grows with the ledger but that of disposals."""
    return Integrity(
        origin=settings.LEDGER_ORIGIN,
        sealed=Checkpoint.objects.order_by("-size").first(),
        signed=SignedCheckpoint.objects.order_by("-checkpoint_id").first(),
        key=LedgerKey.objects.current(),
        anchors=[_anchor(name) for name in sorted(settings.LEDGER_ANCHORS)],
        checks=list(FixityCheck.objects.order_by("-pk")[:CHECKS_SHOWN]),
        classes=list(RetentionClass.objects.prefetch_related("accounts").order_by("name")),
        holds=list(LegalHold.objects.in_force().select_related("account").order_by("pk")),
        disposals=Disposal.objects.count(),
    )


def _anchor(name: str) -> AnchorStanding:
    newest = Anchorage.objects.filter(anchor=name).order_by("-signed_id").first()
    return AnchorStanding(name, newest)
