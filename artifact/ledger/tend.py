"""Seal the ledger, sign it, and keep what was signed outside."""

import logging
from datetime import datetime, timedelta

from django.conf import settings

from artifact.ledger.configured import anchors, signer_keys
from compliance.ledger.anchor import Anchored, anchor
from compliance.ledger.announce_key import announce_key
from compliance.ledger.models import LedgerKey
from compliance.ledger.seal import seal
from compliance.ledger.sign import KeyNotAnnounced, sign

logger = logging.getLogger(__name__)


def tend(*, now: datetime) -> Anchored:
    """Take in new entries, sign the newest checkpoint and anchor it where that is due.

    A ledger without a key is sealed only. The first key that is configured is announced at once;
    every later one only by `ledger_key rotate`, since a key that announced itself would let
    whoever can change the settings rewrite the past.
    """
    keys = signer_keys()
    if keys and not LedgerKey.objects.exists():
        announce_key(keys[0].verifier, actor="ledger", reason="the first key", now=now)
    seal(now=now)
    if not keys:
        return Anchored()
    try:
        sign(keys, origin=settings.LEDGER_ORIGIN, now=now)
    except KeyNotAnnounced as error:
        logger.error("%s", error)  # noqa: TRY400 -- the operator needs the sentence, not the stack
        return Anchored()
    done = anchor(anchors(), every=timedelta(hours=settings.LEDGER_ANCHOR_HOURS), now=now)
    for failure in done.failed:
        logger.warning("the ledger's checkpoint is not anchored: %s", failure)
    return done
