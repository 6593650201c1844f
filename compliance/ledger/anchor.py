"""Keep signed checkpoints outside of this database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from compliance.ledger.anchors.anchor import Anchor, AnchorFailed
from compliance.ledger.models import Anchorage, SignedCheckpoint

NAME_DIGITS = 16


@dataclass
class Anchored:
    """What was kept where, and why what was not."""

    kept: list[Anchorage] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


def anchor(anchors: Mapping[str, Anchor], *, every: timedelta, now: datetime) -> Anchored:
    """Put the newest signed checkpoint in each place that has had none for as long as `every`.

    What fails is tried again the next time; one place that fails does not stop the others. A
    process that dies between the place and the row puts the same note there once more.
    """
    result = Anchored()
    newest = SignedCheckpoint.objects.order_by("-checkpoint_id").first()
    if newest is None:
        return result
    for name, place in anchors.items():
        if not _is_due(name, newest, now - every):
            continue
        try:
            kept = place.keep(newest.note, f"{newest.checkpoint_id:0{NAME_DIGITS}d}")
        except AnchorFailed as error:
            result.failed.append(f"{name}: {error}")
            continue
        row, _ = Anchorage.objects.get_or_create(
            signed=newest,
            anchor=name,
            defaults={"location": kept.location, "receipt": kept.receipt, "at": now},
        )
        result.kept.append(row)
    return result


def _is_due(name: str, newest: SignedCheckpoint, since: datetime) -> bool:
    last = Anchorage.objects.filter(anchor=name).order_by("-signed_id").first()
    return last is None or (last.signed_id != newest.pk and last.at <= since)
