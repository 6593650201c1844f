"""Proofs made from the database hold for whoever has only a checkpoint."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from compliance.ledger.models import NodesMissing
from compliance.ledger.paths import verify_consistency, verify_inclusion
from compliance.ledger.prove import NotSealed, consistency, inclusion
from compliance.ledger.seal import seal
from compliance.models import Checkpoint, Entry
from tests.compliance.ledger.lines import NOW, lines, without_triggers

pytestmark = pytest.mark.django_db

# Sizes about the powers of two, where trees change their shape.
BATCHES = (1, 1, 1, 2, 3, 1, 7, 1, 4, 12)


@pytest.fixture
def checkpoints() -> list[Checkpoint]:
    """The ledger sealed in batches, and each checkpoint."""
    made = []
    for number in BATCHES:
        lines(number)
        made.append(seal(now=NOW))
    return [one for one in made if one]


def test_every_entry_is_proven_under_every_checkpoint_that_covers_it(
    checkpoints: list[Checkpoint],
) -> None:
    for checkpoint in checkpoints:
        for index, entry in enumerate(Entry.objects.order_by("pk")[: checkpoint.size]):
            proof = inclusion(entry, checkpoint=checkpoint)
            assert (proof.index, proof.checkpoint) == (index, checkpoint)
            leaf, root = bytes(entry.leaf_hash), bytes(checkpoint.root_hash)
            assert verify_inclusion(leaf, index, checkpoint.size, proof.path, root)


def test_every_checkpoint_is_proven_to_begin_every_later_one(
    checkpoints: list[Checkpoint],
) -> None:
    for place, second in enumerate(checkpoints):
        for first in checkpoints[: place + 1]:
            proof = consistency(first, second)
            roots = bytes(first.root_hash), bytes(second.root_hash)
            assert verify_consistency(first.size, second.size, *roots, proof.path)


def test_the_newest_checkpoint_is_taken_where_none_is_given(checkpoints: list[Checkpoint]) -> None:
    assert inclusion(Entry.objects.earliest("pk")).checkpoint == checkpoints[-1]


def test_an_unsealed_entry_has_no_proof_yet() -> None:
    (entry,) = lines(1)
    with pytest.raises(NotSealed, match=f"Entry {entry.pk} is not sealed yet"):
        inclusion(entry)


def test_an_older_checkpoint_does_not_speak_of_a_newer_entry(
    checkpoints: list[Checkpoint],
) -> None:
    newest = Entry.objects.latest("pk")
    with pytest.raises(NotSealed, match=r"stands at place 32, after the 2 of the checkpoint"):
        inclusion(newest, checkpoint=checkpoints[1])


def test_a_smaller_tree_is_not_proven_from_a_larger(checkpoints: list[Checkpoint]) -> None:
    with pytest.raises(ValueError, match="a tree of 2 leaves does not grow from one of 33"):
        consistency(checkpoints[-1], checkpoints[1])


def test_a_proof_is_three_queries_however_large_the_tree(checkpoints: list[Checkpoint]) -> None:
    entry = Entry.objects.latest("pk")
    with CaptureQueriesContext(connection) as queries:
        inclusion(entry)
    assert len(queries) == 3
    with CaptureQueriesContext(connection) as queries:
        consistency(checkpoints[3], checkpoints[-1])
    assert len(queries) == 1


def test_a_node_that_is_gone_is_named(checkpoints: list[Checkpoint]) -> None:
    with without_triggers("compliance_treenode"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM compliance_treenode WHERE level = 4 AND index = 1")
    with pytest.raises(NodesMissing, match="no node 4/1"):
        inclusion(Entry.objects.earliest("pk"))


def test_the_proof_of_an_altered_entry_does_not_hold(checkpoints: list[Checkpoint]) -> None:
    entry = Entry.objects.order_by("pk")[4]
    other = Entry.objects.order_by("pk")[5]
    proof = inclusion(entry)
    newest = checkpoints[-1]
    root = bytes(newest.root_hash)
    assert not verify_inclusion(bytes(other.leaf_hash), proof.index, newest.size, proof.path, root)
