"""Check that the ledger is what was written into it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.db.models import Max

from compliance.canonical_json import canonical, parse
from compliance.ledger.append import entry_body
from compliance.ledger.models import Checkpoint, Entry, Leaf
from compliance.ledger.tree import Peaks, leaf_hash


@dataclass(frozen=True)
class Discrepancy:
    """One thing that is not as it was written."""

    subject: str
    message: str


@dataclass
class VerifyResult:
    """What was found; `unsealed` entries came after the last checkpoint."""

    entries: int = 0
    unsealed: int = 0
    discrepancies: list[Discrepancy] = field(default_factory=list)


def verify(*, progress: Callable[[int], None] = lambda _: None) -> VerifyResult:
    """Read every entry once, in the tree's order, and compare with every checkpoint.

    Memory does not grow with the ledger. `progress` is called with the entries read.
    """
    result = VerifyResult()
    peaks = Peaks()
    checkpoints = dict(Checkpoint.objects.values_list("size", "root_hash"))
    for leaf in Leaf.objects.select_related("entry").order_by("index").iterator(chunk_size=2000):
        if leaf.index != peaks.size:
            missing = f"{peaks.size}" if leaf.index == peaks.size + 1 else f"{peaks.size} and on"
            result.discrepancies.append(
                Discrepancy("ledger", f"place {missing} is empty: an entry was removed")
            )
            return result
        result.discrepancies += _entry(leaf.entry)
        peaks.add(leaf_hash(bytes(leaf.entry.body)))
        result.entries += 1
        result.discrepancies += _checkpoint(peaks, checkpoints.pop(peaks.size, None))
        progress(result.entries)
    result.discrepancies += [
        Discrepancy(f"checkpoint:{size}", f"the tree has only {peaks.size} entries")
        for size in sorted(checkpoints)
    ]
    result.unsealed = _unsealed(result)
    return result


def _entry(entry: Entry) -> Iterator[Discrepancy]:
    subject = f"entry:{entry.pk}"
    body = bytes(entry.body)
    if bytes(entry.leaf_hash) != leaf_hash(body):
        yield Discrepancy(subject, "its body is altered: its hash differs")
        return
    written = parse(body)
    if (
        canonical(written) != body
        or entry_body(entry.actor, entry.action, entry.subject, written["details"], entry.at)
        != body
    ):
        yield Discrepancy(subject, "its columns say something else than its body")


def _checkpoint(peaks: Peaks, root_hash: bytes | memoryview | None) -> Iterator[Discrepancy]:
    if root_hash is not None and bytes(root_hash) != peaks.root():
        yield Discrepancy(
            f"checkpoint:{peaks.size}", "its root differs from that of the entries before it"
        )


def _unsealed(result: VerifyResult) -> int:
    newest = Checkpoint.objects.aggregate(size=Max("size"))["size"] or 0
    unsealed = 0
    for entry in Entry.objects.filter(leaf=None).order_by("pk").iterator(chunk_size=2000):
        result.discrepancies += _entry(entry)
        unsealed += 1
    if result.entries > newest:
        result.discrepancies.append(
            Discrepancy("ledger", f"{result.entries - newest} places follow the last checkpoint")
        )
    return unsealed
