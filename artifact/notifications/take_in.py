"""Tell what the ledger's new entries say: each once, in their order, whatever dies meanwhile."""

import logging
from datetime import datetime

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.db.models import Max

from artifact.notifications.describe import describe
from artifact.notifications.kinds import OF_ENTRIES
from artifact.notifications.models import Cursor
from artifact.notifications.tell import tell
from compliance.ledger.models import Leaf
from compliance.models import Entry

logger = logging.getLogger(__name__)

# Entries told in one transaction.
BATCH = 50
ONLY_ONE = 1


def take_in(*, now: datetime) -> int:
    """How many entries were told of.

    Only sealed entries are read, since only they have an order that does not change. The notices,
    what is owed of them and the cursor are one transaction: after any death, either all of an
    entry is owed or it is looked at again. While another worker takes in, nothing is done.
    """
    told = 0
    while (batch := _take_in_batch(now)) is not None:
        told += batch
    return told


def is_behind() -> bool:
    """Whether sealed entries wait to be told."""
    cursor = Cursor.objects.filter(pk=ONLY_ONE).first()
    return (cursor.next_leaf if cursor else 0) < _end()


def _take_in_batch(now: datetime) -> int | None:
    Cursor.objects.get_or_create(pk=ONLY_ONE)
    with transaction.atomic():
        cursor = Cursor.objects.select_for_update(skip_locked=True).filter(pk=ONLY_ONE).first()
        end = _end()
        if cursor is None or cursor.next_leaf >= end:
            return None
        leaves = list(
            Leaf.objects.filter(
                index__gte=cursor.next_leaf, index__lt=end, entry__action__in=OF_ENTRIES
            )
            .select_related("entry")
            .order_by("index")[:BATCH]
        )
        for leaf in leaves:
            _tell_of(leaf.entry, now)
        cursor.next_leaf = leaves[-1].index + 1 if len(leaves) == BATCH else end
        cursor.save()
    return len(leaves)


def _tell_of(entry: Entry, now: datetime) -> None:
    try:
        notice = describe(entry)
    except ObjectDoesNotExist as missing:
        # One entry of which nothing is left must not hold up all that follow.
        logger.warning("%s is told to nobody: %s", entry, missing)
        return
    notice.save()
    tell(notice, now=now)


def _end() -> int:
    last = Leaf.objects.aggregate(last=Max("index"))["last"]
    return 0 if last is None else last + 1
