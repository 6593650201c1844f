"""cloudtrail.global-events: IAM, STS and CloudFront are recorded by some trail."""

from collections.abc import Sequence
from typing import Any

import pytest

from compliance.collectors.resource import Resource
from compliance.controls.cloudtrail.global_events import judge
from tests.compliance.controls.cloudtrail.trails import STATUS_DENIED, STOPPED, trail, verdict


def one_region(name: str = "single", home: str = "us-east-1", **given: Any) -> Resource:
    return trail(name, IsMultiRegionTrail=False, HomeRegion=home, **given)


ON: dict[str, Any] = {"IncludeGlobalServiceEvents": True}


@pytest.mark.parametrize(
    ("subject", "others", "status"),
    [
        pytest.param(trail(**ON), [], "pass", id="multi-Region"),
        pytest.param(trail(IncludeGlobalServiceEvents=False), [], "fail", id="left out"),
        pytest.param(trail(), [], "fail", id="not said"),
        pytest.param(trail(status=STOPPED, **ON), [], "fail", id="stopped"),
        pytest.param(trail(status=STATUS_DENIED, **ON), [], "not_determined", id="denied"),
        pytest.param(one_region(**ON), [], "pass", id="of us-east-1"),
        # They occur in us-east-1, and nowhere else.
        pytest.param(one_region(home="eu-west-1", **ON), [], "fail", id="of another Region"),
        pytest.param(one_region(home="eu-west-1"), [trail(**ON)], "pass", id="another has them"),
        pytest.param(one_region(), [trail(status=STOPPED, **ON)], "fail", id="the other stopped"),
        pytest.param(
            one_region(), [trail(status=STATUS_DENIED, **ON)], "not_determined", id="other denied"
        ),
        pytest.param(
            trail(status=STATUS_DENIED, **ON),
            [trail("b", **ON)],
            "not_determined",
            id="own denied",
        ),
        pytest.param(
            one_region(partition="aws-us-gov", home="us-gov-west-1", **ON),
            [],
            "pass",
            id="GovCloud",
        ),
    ],
)
def test_global_events_are_recorded(
    subject: Resource, others: Sequence[Resource], status: str
) -> None:
    assert verdict(judge, subject, estate=others).status == status


def test_unread_region_may_hold_the_trail() -> None:
    assert verdict(judge, one_region(), unread_regions=["us-east-2"]).status == "not_determined"
