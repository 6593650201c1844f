"""cloudtrail.s3-data-events-read: logging multi-Region trails record object-level reads."""

import pytest

from compliance.controls.cloudtrail.s3_data_events_read import judge
from tests.compliance.controls.cloudtrail.trails import (
    SELECTORS_DENIED,
    Denied,
    Facts,
    account,
    trail,
    verdict,
)


def objects(read_write: str) -> Facts:
    resources = [{"Type": "AWS::S3::Object", "Values": ["arn:aws:s3"]}]
    return {"EventSelectors": [{"ReadWriteType": read_write, "DataResources": resources}]}


@pytest.mark.parametrize(
    ("selectors", "status", "reason"),
    [
        pytest.param(objects("All"), "pass", "object-level read events", id="reads and writes"),
        pytest.param(objects("ReadOnly"), "pass", "object-level read events", id="reads"),
        pytest.param(objects("WriteOnly"), "fail", "object-level read events", id="writes"),
        pytest.param(SELECTORS_DENIED, "not_determined", "GetEventSelectors", id="denied"),
    ],
)
def test_object_reads_are_recorded(selectors: Facts | Denied, status: str, reason: str) -> None:
    outcome = verdict(judge, account(), estate=[trail(selectors=selectors)])
    assert outcome.status == status
    assert reason in outcome.reason
