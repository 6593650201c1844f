"""The ledger's tables; entries, leaves and nodes are written once."""

from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import Any

from django.db import models
from django.db.models.expressions import Combinable

from compliance.canonical_json import parse
from compliance.ledger.signed_note import VerifierKey
from compliance.ledger.tree import Place


class NodesMissing(LookupError):
    """Hashes that sealing stored are gone from the database."""


class Entry(models.Model):
    """One thing that happened. `body` is what counts; the columns repeat it for searching.

    `body` is the canonical JSON (RFC 8785) of at, actor, action, subject and details, and
    `leaf_hash` is the SHA-256 of 0x00 and the body (RFC 9162, section 2.1.1).
    """

    at = models.DateTimeField()
    actor = models.CharField(max_length=150)
    action = models.CharField(max_length=64)
    subject = models.CharField(max_length=200)
    body = models.BinaryField()
    leaf_hash = models.BinaryField(max_length=32)

    class Meta:
        app_label = "compliance"
        indexes = [
            models.Index(fields=["subject", "action"], name="entry_by_subject"),
            models.Index(fields=["actor", "-at"], name="entry_by_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.pk}: {self.actor} {self.action} {self.subject}"

    @property
    def details(self) -> dict[str, Any]:
        """What the entry says beyond who, what and when."""
        details: dict[str, Any] = parse(bytes(self.body))["details"]
        return details


class Leaf(models.Model):
    """The place of an entry in the tree: 0, 1, 2 and so on without a gap."""

    index = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="leaf")

    class Meta:
        app_label = "compliance"

    def __str__(self) -> str:
        return f"leaf {self.index}"


class TreeNodes(models.QuerySet["TreeNode"]):
    """Reads of the tree, each in proportion to what is asked for."""

    def hashes_at(self, places: Sequence[Place]) -> dict[Place, bytes]:
        """The hash at each of the places, in one query.

        :raises NodesMissing: one of them has none.
        """
        if not places:
            return {}
        wanted = reduce(or_, (models.Q(level=level, index=index) for level, index in places))
        found = self.filter(wanted).values_list("level", "index", "hash")
        hashes = {(level, index): bytes(content) for level, index, content in found}
        if missing := [
            f"{level}/{index}" for level, index in places if (level, index) not in hashes
        ]:
            raise NodesMissing(f"The tree has no node {', '.join(missing)}.")
        return hashes

    def completed_between(self, begin: int, end: int) -> dict[Place, bytes]:
        """Every node, the leaves' own too, that is completed by one of these leaves."""
        levels = (
            models.Q(level=level, index__gte=begin >> level, index__lt=end >> level)
            for level in range(end.bit_length())
            if begin >> level < end >> level
        )
        found = self.filter(reduce(or_, levels)).values_list("level", "index", "hash")
        return {(level, index): bytes(content) for level, index, content in found}

    def outside(self, size: Combinable) -> models.QuerySet["TreeNode"]:
        """Nodes that are not of a tree of this size."""
        end = models.Func(
            size,
            "level",
            arg_joiner=" >> ",
            template="(%(expressions)s)",
            output_field=models.BigIntegerField(),
        )
        return self.exclude(index__gte=0, level__lt=63, index__lt=end)


class TreeNode(models.Model):
    """The hash over a complete subtree of 2**level leaves, the index-th of its level."""

    level = models.PositiveSmallIntegerField()
    index = models.BigIntegerField()
    hash = models.BinaryField(max_length=32)

    objects = TreeNodes.as_manager()

    class Meta:
        app_label = "compliance"
        constraints = [models.UniqueConstraint(fields=["level", "index"], name="one_node_a_place")]

    def __str__(self) -> str:
        return f"node {self.level}/{self.index}"


class Checkpoint(models.Model):
    """The tree's size and root at a time; whoever keeps one can later prove what was there."""

    size = models.BigIntegerField(primary_key=True)
    root_hash = models.BinaryField(max_length=32)
    at = models.DateTimeField()

    class Meta:
        app_label = "compliance"

    def __str__(self) -> str:
        return f"checkpoint {self.size}"


class LedgerKeys(models.QuerySet["LedgerKey"]):
    """The keys that were ever announced."""

    def verifiers(self) -> list[VerifierKey]:
        """Each of them, the oldest first."""
        return [key.verifier for key in self.order_by("entry_id")]

    def current(self) -> "LedgerKey | None":
        """The key that was announced last, by which checkpoints are signed."""
        return self.order_by("-entry_id").first()


class LedgerKey(models.Model):
    """A public key whose signatures on checkpoints count; `entry` announced it."""

    name = models.CharField(max_length=200)
    public_key = models.BinaryField(max_length=32)
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="announced_key")

    objects = LedgerKeys.as_manager()

    class Meta:
        app_label = "compliance"
        constraints = [
            models.UniqueConstraint(fields=["name", "public_key"], name="one_row_a_ledger_key")
        ]

    def __str__(self) -> str:
        return str(self.verifier)

    @property
    def verifier(self) -> VerifierKey:
        """The key as it is handed to whoever verifies."""
        return VerifierKey(self.name, bytes(self.public_key))


class SignedCheckpoint(models.Model):
    """A checkpoint as a signed note, by one key or, while keys change, by two."""

    checkpoint = models.OneToOneField(Checkpoint, on_delete=models.PROTECT, related_name="signed")
    note = models.TextField()
    at = models.DateTimeField()

    class Meta:
        app_label = "compliance"

    def __str__(self) -> str:
        return f"signed checkpoint {self.checkpoint_id}"


class Anchorage(models.Model):
    """A signed checkpoint kept outside of this database, where nobody here can change it.

    `location` says where, `receipt` is what the other side gave: a time stamp, or nothing.
    """

    signed = models.ForeignKey(
        SignedCheckpoint, on_delete=models.PROTECT, related_name="anchorages"
    )
    anchor = models.CharField(max_length=32)
    location = models.CharField(max_length=500)
    receipt = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        app_label = "compliance"
        constraints = [
            models.UniqueConstraint(fields=["signed", "anchor"], name="anchored_once_by_each")
        ]

    def __str__(self) -> str:
        return f"{self.anchor} of {self.signed}"
