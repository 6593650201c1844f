"""cloudtrail.organization-trail: a member account is covered by its organisation's trail."""

from collections.abc import Sequence
from typing import Any

import pytest

from compliance.collectors.organizations import ORGANIZATION
from compliance.collectors.resource import Resource
from compliance.controls.cloudtrail.organization_trail import judge
from tests.compliance.controls.cloudtrail.trails import (
    STATUS_DENIED,
    STOPPED,
    STRANGER,
    trail,
)
from tests.compliance.controls.resources import (
    OWNER,
    Denied,
    Facts,
    Unread,
    account,
    judge_outcome,
    resource,
)

MEMBER: Facts = {"Organization": {"Id": "o-7rk2example"}}
DENIED = Denied("organizations:DescribeOrganization")


def organization(answer: Facts | Denied = MEMBER) -> Resource:
    arn = f"arn:aws:organizations::{OWNER}:organization"
    return resource(arn, ORGANIZATION, "global", organization=answer)


def of_organization(**given: Any) -> Resource:
    return trail("org", owner=STRANGER, IsOrganizationTrail=True, **given)


@pytest.mark.parametrize(
    ("trails", "membership", "status"),
    [
        pytest.param([of_organization()], MEMBER, "pass", id="logging"),
        pytest.param([trail()], MEMBER, "fail", id="own trail only"),
        pytest.param([of_organization(IsMultiRegionTrail=False)], MEMBER, "fail", id="one Region"),
        pytest.param([of_organization(status=STOPPED)], MEMBER, "fail", id="stopped"),
        pytest.param(
            [of_organization(status=STATUS_DENIED)], MEMBER, "not_determined", id="status denied"
        ),
        pytest.param([trail()], {}, "not_applicable", id="in no organisation"),
        pytest.param([of_organization()], DENIED, "not_determined", id="membership denied"),
    ],
)
def test_account_is_covered(
    trails: Sequence[Resource], membership: Facts | Denied, status: str
) -> None:
    others = [*trails, organization(membership)]
    assert judge_outcome(judge, account(), others=others).status == status


def test_owner_of_a_denied_trail_is_named() -> None:
    others = [of_organization(status=STATUS_DENIED), organization()]
    assert STRANGER in judge_outcome(judge, account(), others=others).reason


def test_unread_region_may_hold_the_trail() -> None:
    gap = Unread("AWS::CloudTrail::Trail")
    outcome = judge_outcome(judge, account(), others=[trail(), organization()], unread=[gap])
    assert outcome.status == "not_determined"


def test_membership_that_was_not_read() -> None:
    outcome = judge_outcome(judge, account(), others=[of_organization()])
    assert outcome.status == "not_determined"
