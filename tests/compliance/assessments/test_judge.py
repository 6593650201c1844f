"""assessments.judge: what a list proves that is empty, cut off, or of a service that is off."""

from dataclasses import replace

import pytest

from compliance.assessments.judge import judge
from compliance.aws.answers import NotCollected
from compliance.collectors.inspector2 import FINDING
from compliance.collectors.resource import Estate, Population
from compliance.controls.control import CONTROLS
from tests.compliance.controls.resources import HOME, NOW, OWNER, account

EMPTY = Population(
    arn=f"arn:aws:inspector2:{HOME}:{OWNER}:finding/*",
    type=FINDING,
    account_id=OWNER,
    region=HOME,
    operation="inspector2:ListFindings",
    resources=[],
    count_statement="ListFindings returned 0 findings in 1 page",
)


@pytest.mark.parametrize(
    ("population", "status", "reason"),
    [
        pytest.param(EMPTY, "not_applicable", "There is none: List", id="whole and empty"),
        pytest.param(
            replace(EMPTY, unknown="Nobody looks"), "not_determined", "Nobody looks.", id="unknown"
        ),
        pytest.param(
            replace(EMPTY, error="denied", unknown="Nobody looks"),
            "not_determined",
            "Could not be listed: inspector2:ListFindings: denied.",
            id="denied",
        ),
        pytest.param(
            replace(EMPTY, absent="Not offered.", unknown="Nobody looks"),
            "not_applicable",
            "Not offered.",
            id="absent",
        ),
    ],
)
def test_population_speaks_for_itself(population: Population, status: str, reason: str) -> None:
    estate = Estate(account(), [population])
    (found,) = judge(estate, [CONTROLS["inspector.critical-overdue"]], now=NOW).values()
    assert found.outcome.status == status
    assert found.outcome.reason.startswith(reason)


def test_unknown_proves_no_absence() -> None:
    with pytest.raises(NotCollected, match="Nobody looks"):
        Estate(account(), [replace(EMPTY, unknown="Nobody looks")]).every(FINDING)
