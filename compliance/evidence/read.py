"""Read kept evidence back, verified, as it was when it was collected."""

import hashlib
import logging
from collections.abc import Sequence
from dataclasses import replace

import zstandard

from compliance.aws.answers import Answers, Call
from compliance.aws.pack import unpack
from compliance.canonical_json import parse
from compliance.collectors.collector import COLLECTORS, Collector
from compliance.collectors.occurrence import Window
from compliance.collectors.resource import Population
from compliance.evidence.models import Receipt, Snapshot
from compliance.evidence.store import fetch

logger = logging.getLogger(__name__)


class ReceiptDamaged(Exception):
    """A snapshot's receipt is not the one that was kept."""


def receipt(snapshot: Snapshot) -> Receipt:
    """The snapshot's receipt: every call, the caller, times and completeness.

    :raises ReceiptDamaged: it does not have the SHA-256 that was kept.
    """
    parsed: Receipt = parse(receipt_bytes(snapshot))
    return parsed


def receipt_bytes(snapshot: Snapshot) -> bytes:
    """The receipt as it was kept: canonical JSON (RFC 8785).

    :raises ReceiptDamaged: it does not have the SHA-256 that was kept.
    """
    try:
        content = zstandard.ZstdDecompressor().decompress(bytes(snapshot.receipt))
    except zstandard.ZstdError:
        raise ReceiptDamaged(f"snapshot {snapshot.pk}: receipt does not decompress") from None
    if hashlib.sha256(content).hexdigest() != snapshot.receipt_sha256:
        raise ReceiptDamaged(f"snapshot {snapshot.pk}: receipt is altered, its SHA-256 differs")
    return content


def calls(kept: Receipt) -> list[Call]:
    """The calls that a receipt lists, in the order of their bodies."""
    return [Call(**one) for one in kept["calls"]]


def populations(snapshot: Snapshot) -> Sequence[Population]:
    """What the snapshot's collector makes of its answers.

    A snapshot that could not be taken at all gives populations that say why.

    :raises BlobDamaged: the bytes are missing or altered.
    :raises ReceiptDamaged: the receipt is altered.
    """
    kept = receipt(snapshot)
    answers = Answers(
        unpack(fetch(snapshot.blob_id), calls(kept)),
        account_id=snapshot.account.account_id,
        region=snapshot.region,
        partition=snapshot.account.partition,
    )
    if kept["error"]:
        return unread(COLLECTORS[snapshot.collector], answers, kept["error"])
    return described(COLLECTORS[snapshot.collector], answers)


def described(collector: Collector, answers: Answers) -> Sequence[Population]:
    """What the collector makes of the answers; where they break it, populations that say so."""
    try:
        return list(collector.describe(answers))
    except Exception as error:
        # One odd answer must cost its own collector's facts, never the account's evaluation.
        logger.exception("collector %s failed in %s", collector.name, answers.region)
        why = f"the answers could not be understood: {type(error).__name__}: {error}"
        return unread(collector, answers, why)


def windows_of(collector: Collector, answers: Answers) -> Sequence[Window]:
    """The spans that the answers of a windowed collector prove to be read; none of other ones.

    Where answers break the collector, `described` says so, and nothing counts as read.
    """
    if collector.windowed is None:
        return []
    try:
        return list(collector.windowed.windows(answers))
    except Exception:
        logger.exception("windows of %s failed in %s", collector.name, answers.region)
        return []


def unread(collector: Collector, place: Answers, error: str) -> Sequence[Population]:
    """The populations of the answers' account and region, none of whose facts is known."""
    nothing = Answers(
        [], account_id=place.account_id, region=place.region, partition=place.partition
    )
    # What is always there, such as a region's setting, is not known either: one row says why.
    return [replace(one, error=error, resources=[]) for one in collector.describe(nothing)]
