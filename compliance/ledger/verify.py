"""Check that the ledger is what was written into it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from django.db.models import Max, Subquery
from django.db.models.functions import Coalesce

from compliance.ledger.checkpoint_note import Witness
from compliance.ledger.entry_damage import entry_damage
from compliance.ledger.models import Checkpoint, Entry, Leaf, NodesMissing, TreeNode
from compliance.ledger.seal import LONGEST_TRANSACTION
from compliance.ledger.tree import Peaks, Place, leaf_hash, node_hash, peak_places

CHUNK = 2_000
# Where a whole table was rewritten, more lines would tell no more.
LISTED = 1_000


class Kind(StrEnum):
    """What is wrong."""

    ALTERED = "altered"
    MISSING = "missing"
    MOVED = "moved"
    UNPLACED = "unplaced"
    NODE = "node"
    CHECKPOINT = "checkpoint"
    WITNESS = "witness"


@dataclass(frozen=True)
class Discrepancy:
    """One thing that is not as it was written."""

    kind: Kind
    subject: str
    message: str


@dataclass
class VerifyResult:
    """What was found; `unsealed` entries came after the last checkpoint, the open window.

    `unlisted` counts the discrepancies beyond those that are listed.
    """

    entries: int = 0
    unsealed: int = 0
    discrepancies: list[Discrepancy] = field(default_factory=list)
    unlisted: int = 0

    def add(self, kind: Kind, subject: str, message: str) -> None:
        """List one more discrepancy, or count it where the list is long already."""
        if len(self.discrepancies) < LISTED:
            self.discrepancies.append(Discrepancy(kind, subject, message))
        else:
            self.unlisted += 1


def verify(
    *, witnesses: Sequence[Witness] = (), progress: Callable[[int], None] = lambda _: None
) -> VerifyResult:
    """Read every entry once, in the tree's order, and hold it against hashes and checkpoints.

    Memory does not grow with the ledger, and entries may be written and sealed meanwhile: what
    comes after the checkpoint that is newest at the start is not looked at. `progress` is called
    with the entries read. Whoever rewrites everything, the checkpoints too, or cuts the newest
    entries off with their checkpoints, is found by the witnesses: signed checkpoints that were
    kept elsewhere.
    """
    result = VerifyResult()
    newest = Checkpoint.objects.order_by("-size").first()
    size = newest.size if newest else 0
    walk = _Walk(result, witnesses)
    while leaves := _leaves(walk.peaks.size, size):
        for run in _without_gaps(leaves):
            walk.run(run)
        progress(result.entries)
    if walk.peaks.size < size:
        walk.skip_to(size)
    _beyond_the_end(result, size, witnesses)
    _outside_the_tree(result)
    _unsealed(result, newest)
    return result


class _Walk:
    """The tree grown again from its entries.

    Where an entry or a node differs from what is stored, the walk names it and goes on from what
    is stored, so that one change is not reported again by every root above it.
    """

    def __init__(self, result: VerifyResult, witnesses: Sequence[Witness]) -> None:
        self.peaks = Peaks()
        self._said: dict[int, list[Witness]] = {}
        for one in witnesses:
            self._said.setdefault(one.size, []).append(one)
        self._result = result
        self._agreed = 0
        self._nodes: dict[Place, bytes] = {}
        self._homes: dict[bytes, int] = {}

    def run(self, leaves: Sequence[tuple[int, int]]) -> None:
        """Go over leaves, as index and entry, that follow each other without a gap."""
        begin, end = leaves[0][0], leaves[-1][0] + 1
        if begin != self.peaks.size:
            self.skip_to(begin)
        entries = Entry.objects.in_bulk([pk for _, pk in leaves])
        self._nodes = TreeNode.objects.completed_between(begin, end)
        self._homes = {one: index for (level, index), one in self._nodes.items() if level == 0}
        sealed = Checkpoint.objects.filter(size__gt=begin, size__lte=end)
        checkpoints = dict(sealed.values_list("size", "root_hash"))
        for index, pk in leaves:
            self._grow(self._leaf(index, pk, entries.get(pk)))
            if self.peaks.size in checkpoints:
                self._compare(bytes(checkpoints[self.peaks.size]))
            self._hear(self._said.get(self.peaks.size, ()))

    def skip_to(self, index: int) -> None:
        """Name the places without a leaf before this one, and go on from the stored nodes."""
        gap = _span(self.peaks.size, index - 1)
        self._result.add(Kind.MISSING, "ledger", f"{gap}: empty, what stood there was removed")
        places = peak_places(index)
        try:
            hashes = TreeNode.objects.hashes_at(places)
        except NodesMissing as error:
            self._result.add(Kind.NODE, "ledger", str(error))
            hashes = dict.fromkeys(places, bytes(32))
        self.peaks = Peaks(index, [hashes[place] for place in places])

    def _leaf(self, index: int, pk: int, entry: Entry | None) -> bytes:
        """The leaf hash to go on with: what was sealed, as far as that can be told."""
        sealed = self._nodes.get((0, index))
        if entry is None:
            message = f"it was removed from place {index}"
            self._result.add(Kind.MISSING, f"entry:{pk}", message)
            return sealed or bytes(32)
        self._result.entries += 1
        hashed = leaf_hash(bytes(entry.body))
        for message in entry_damage(entry):
            self._result.add(Kind.ALTERED, f"entry:{pk}", message)
        if sealed is None or sealed == hashed or self._fits(0, index, hashed):
            return hashed
        if hashed == bytes(entry.leaf_hash):
            self._replaced(index, pk, hashed)
        return sealed

    def _fits(self, level: int, index: int, hashed: bytes) -> bool:
        """The node above is of this hash, so that it is the stored one that is wrong."""
        beside = self._nodes.get((level, index ^ 1))
        above = self._nodes.get((level + 1, index // 2))
        if beside is None or above is None:
            return False
        return above == (node_hash(beside, hashed) if index % 2 else node_hash(hashed, beside))

    def _replaced(self, index: int, pk: int, hashed: bytes) -> None:
        home = self._homes.get(hashed)
        if home is None:
            message = f"it is not what was sealed at place {index}"
            self._result.add(Kind.ALTERED, f"entry:{pk}", message)
        else:
            message = f"it stands at place {index} and was sealed at place {home}"
            self._result.add(Kind.MOVED, f"entry:{pk}", message)

    def _grow(self, leaf: bytes) -> None:
        completed = self.peaks.add(leaf)
        for level, index, hashed in completed:
            stored = self._nodes.get((level, index))
            if stored == hashed:
                continue
            span = _span(index << level, (index + 1 << level) - 1)
            how = "is missing" if stored is None else "is not of what stands there"
            self._result.add(Kind.NODE, f"node:{level}/{index}", f"the hash over {span} {how}")
            # A leaf's own node has been judged already, and found wrong.
            if stored is not None and level and not self._fits(level, index, hashed):
                top, root_hash = completed[-1][:2], completed[-1][2]
                self.peaks.replace_newest(self._nodes.get(top, root_hash))
                return

    def _compare(self, root_hash: bytes) -> None:
        if root_hash == self.peaks.root():
            self._agreed = self.peaks.size
            return
        message = "its root differs from that of the entries before it"
        if self._agreed:
            message += f"; that of checkpoint {self._agreed} agrees"
        self._result.add(Kind.CHECKPOINT, f"checkpoint:{self.peaks.size}", message)

    def _hear(self, said: Sequence[Witness]) -> None:
        for one in said:
            if one.root_hash != self.peaks.root():
                message = (
                    f"it says that the first {one.size} entries had another root: what stood here "
                    "when it was signed was rewritten since"
                )
                self._result.add(Kind.WITNESS, one.source, message)


def _span(first: int, last: int) -> str:
    return f"place {first}" if first == last else f"places {first} to {last}"


def _leaves(begin: int, end: int) -> list[tuple[int, int]]:
    leaves = Leaf.objects.filter(index__gte=begin, index__lt=end).order_by("index")
    return list(leaves.values_list("index", "entry_id")[:CHUNK])


def _without_gaps(leaves: Iterable[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    run: list[tuple[int, int]] = []
    for leaf in leaves:
        if run and leaf[0] != run[-1][0] + 1:
            yield run
            run = []
        run.append(leaf)
    yield run


def _beyond_the_end(result: VerifyResult, size: int, witnesses: Sequence[Witness]) -> None:
    """Checkpoints of a larger tree than there is: its newest entries were cut off."""
    for one in witnesses:
        if one.size > size:
            message = f"it speaks of {one.size} entries, and the tree has {size}: the rest is gone"
            result.add(Kind.WITNESS, one.source, message)


def _outside_the_tree(result: VerifyResult) -> None:
    """Leaves, nodes and checkpoints that no sealing made; each is one query, so one moment."""
    newest = Coalesce(Subquery(Checkpoint.objects.order_by("-size").values("size")[:1]), 0)
    for index, pk in (
        Leaf.objects.exclude(index__gte=0, index__lt=newest)
        .order_by("index")
        .values_list("index", "entry_id")[:LISTED]
    ):
        message = f"it stands at place {index}, which is under no checkpoint"
        result.add(Kind.MOVED, f"entry:{pk}", message)
    for level, index in TreeNode.objects.outside(newest).values_list("level", "index")[:LISTED]:
        message = "a hash of places that are under no checkpoint"
        result.add(Kind.NODE, f"node:{level}/{index}", message)
    for size in Checkpoint.objects.filter(size__lt=1).values_list("size", flat=True):
        result.add(Kind.CHECKPOINT, f"checkpoint:{size}", "there is no tree of this size")


def _unsealed(result: VerifyResult, newest: Checkpoint | None) -> None:
    """The open window; an entry that sealing should have taken long ago was smuggled in."""
    newest_sealed = Leaf.objects.aggregate(pk=Max("entry_id"))["pk"] or 0
    for entry in Entry.objects.filter(leaf=None).order_by("pk").iterator(chunk_size=CHUNK):
        result.unsealed += 1
        for message in entry_damage(entry):
            result.add(Kind.ALTERED, f"entry:{entry.pk}", message)
        if newest and entry.pk < newest_sealed and entry.at < newest.at - LONGEST_TRANSACTION:
            message = f"it has no place, though the checkpoint {newest.size} is a day younger"
            result.add(Kind.UNPLACED, f"entry:{entry.pk}", message)
