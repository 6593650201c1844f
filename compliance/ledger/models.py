"""The ledger's tables; entries, leaves and nodes are written once."""

from typing import Any

from django.db import models

from compliance.canonical_json import parse


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


class TreeNode(models.Model):
    """The hash over a complete subtree of 2**level leaves, the index-th of its level."""

    level = models.PositiveSmallIntegerField()
    index = models.BigIntegerField()
    hash = models.BinaryField(max_length=32)

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
