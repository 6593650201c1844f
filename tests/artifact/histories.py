"""Occurrences that tests start from: real evidence of LookupEvents, kept as a reading keeps it."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from compliance.aws.answers import Call
from compliance.aws.tape import RecordedCall, Tape
from compliance.collectors.eventhistory import LOOKUPS
from compliance.models import Account, Snapshot
from tests.artifact import factories
from tests.compliance.collectors.histories import event

DAY = timedelta(days=1)
_numbers = count(1)


def history(
    of: Account,
    happened: Sequence[dict[str, Any]] = (),
    *,
    region: str = "eu-west-1",
    begin: datetime = factories.MOMENT - DAY,
    end: datetime = factories.MOMENT + DAY,
) -> Snapshot:
    """The span as wholly read, with these events, each told to the lookup of its name."""
    recorded = []
    for lookup in LOOKUPS:
        told = [one for one in happened if lookup.value in {one["EventName"], one["Username"]}]
        recorded.append(_call(lookup.asked(begin, end), told, region))
    return factories.snapshot(of, region, collector="eventhistory", recorded=recorded)


def happening(
    name: str = "PutKeyPolicy", at: datetime = factories.MOMENT, **told: Any
) -> dict[str, Any]:
    """An event of an id of its own."""
    return event(f"{next(_numbers):08d}-event", name, at, **told)


def _call(params: dict[str, Any], told: Sequence[dict[str, Any]], region: str) -> RecordedCall:
    call = Call(
        service="cloudtrail",
        operation="LookupEvents",
        region=region,
        params=params,
        started_at="2026-03-31T12:00:00+00:00",
        ended_at="2026-03-31T12:00:01+00:00",
        status=200,
        request_id="req-lookup",
        headers={"content-type": "application/x-amz-json-1.1"},
    )
    return Tape().record(call, json.dumps({"Events": list(told)}).encode())
