"""Keep what one collector saw: bytes, receipt, snapshot row and ledger entry."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

import zstandard

from compliance.aws.answers import Answers
from compliance.aws.pack import pack, unpack
from compliance.canonical_json import canonical
from compliance.collectors.resource import Population
from compliance.evidence.counts import counts
from compliance.evidence.gather import Reading
from compliance.evidence.keep_occurrences import keep_occurrences
from compliance.evidence.models import Snapshot, Unit
from compliance.evidence.read import described, windows_of
from compliance.evidence.store import put
from compliance.ledger.append import append


def keep(unit: Unit, reading: Reading, *, now: datetime) -> Snapshot:
    """Store the reading as a snapshot. The caller holds the unit and the transaction."""
    content, calls = pack(reading.recorded)
    answers = Answers(
        unpack(content, calls),
        account_id=unit.collection.account.account_id,
        region=unit.region,
        partition=unit.collection.account.partition,
    )
    populations = described(reading.collector, answers)
    windows = windows_of(reading.collector, answers)
    missing = _missing(reading, populations)
    receipt = canonical(
        {
            "account": unit.collection.account.account_id,
            "region": unit.region,
            "endpoint_url": unit.collection.account.endpoint_url,
            "collector": reading.collector.name,
            "collector_version": reading.collector.version,
            "caller_arn": reading.caller_arn,
            "started_at": reading.started_at.isoformat(),
            "ended_at": reading.ended_at.isoformat(),
            "error": reading.error,
            "missing": missing,
            "calls": [asdict(call) for call in calls],
        }
    )
    snapshot = Snapshot.objects.create(
        unit=unit,
        account=unit.collection.account,
        region=unit.region,
        collector=reading.collector.name,
        collector_version=reading.collector.version,
        started_at=reading.started_at,
        ended_at=reading.ended_at,
        blob=put(content, now=now),
        receipt=zstandard.ZstdCompressor(level=6).compress(receipt),
        receipt_sha256=hashlib.sha256(receipt).hexdigest(),
        calls_made=len(calls),
        is_complete=not missing,
        missing=missing,
        counts=counts(calls, populations),
    )
    keep_occurrences(snapshot, windows)
    append(
        actor="collector",
        action="snapshot.kept",
        subject=f"snapshot:{snapshot.pk}",
        details={
            "account": unit.collection.account.account_id,
            "region": unit.region,
            "collector": reading.collector.name,
            "sha256": snapshot.blob_id,
            "receipt_sha256": snapshot.receipt_sha256,
        },
        at=now,
    )
    return snapshot


def _missing(reading: Reading, populations: Sequence[Population]) -> list[Mapping[str, Any]]:
    """What could not be read, one line per operation and error, with how often."""
    if reading.error:
        operation = reading.collector.name if reading.caller_arn else "sign-in"
        return [{"operation": operation, "error": reading.error, "times": 1}]
    found: Counter[tuple[str, str]] = Counter()
    for population in populations:
        if population.error:
            found[population.operation, population.error] += 1
        for resource in population.resources:
            for answer in resource.facts.values():
                if answer.error_code and not answer.absent:
                    found[answer.operation, answer.error] += 1
    return [
        {"operation": operation, "error": error, "times": times}
        for (operation, error), times in sorted(found.items())
    ]
