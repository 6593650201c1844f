"""cloudtrail.event-data-store-protected: events are kept, of every Region, and guarded."""

from typing import Any

import pytest

from compliance.collectors.eventdatastores import EVENT_DATA_STORE
from compliance.controls.cloudtrail.event_data_store_protected import judge
from tests.compliance.controls.resources import OWNER, Denied, judge_outcome, resource

ARN = f"arn:aws:cloudtrail:eu-west-1:{OWNER}:eventdatastore/1"
GOOD = {
    "Status": "ENABLED",
    "RetentionPeriod": 365,
    "MultiRegionEnabled": True,
    "TerminationProtectionEnabled": True,
    "KmsKeyId": "arn:aws:kms:eu-west-1:111122223333:key/k-1",
}


@pytest.mark.parametrize(
    ("changed", "status", "reason"),
    [
        ({}, "pass", "365 days"),
        ({"Status": "STOPPED_INGESTION"}, "pass", ""),
        ({"Status": "PENDING_DELETION"}, "fail", "deletion"),
        ({"RetentionPeriod": 364}, "fail", "364 days, below 365"),
        ({"RetentionPeriod": None}, "fail", "unknown"),
        ({"MultiRegionEnabled": False}, "fail", "one Region"),
        ({"TerminationProtectionEnabled": False}, "fail", "termination"),
        ({"KmsKeyId": None}, "fail", "key"),
        ({"KmsKeyId": None, "RetentionPeriod": 7}, "fail", "below 365; it is not encrypted"),
    ],
)
def test_store_is_protected(changed: dict[str, Any], status: str, reason: str) -> None:
    store = {name: one for name, one in {**GOOD, **changed}.items() if one is not None}
    outcome = judge_outcome(judge, resource(ARN, EVENT_DATA_STORE, store=store))
    assert (outcome.status, reason in outcome.reason) == (status, True)


def test_retention_is_a_parameter() -> None:
    subject = resource(ARN, EVENT_DATA_STORE, store=GOOD)
    assert judge_outcome(judge, subject, min_days=2190).status == "fail"


def test_denied() -> None:
    subject = resource(ARN, EVENT_DATA_STORE, store=Denied("cloudtrail:GetEventDataStore"))
    assert judge_outcome(judge, subject).status == "not_determined"
