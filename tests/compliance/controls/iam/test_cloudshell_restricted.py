"""iam.cloudshell-restricted: AWSCloudShellFullAccess is attached to nobody."""

import pytest

from compliance.collectors.iam import GROUP, ROLE, USER
from compliance.collectors.resource import GLOBAL
from compliance.controls.iam.cloudshell_restricted import judge
from tests.compliance.controls.iam.given import members, principal
from tests.compliance.controls.resources import Unread, account, judge_outcome

POLICY = "AWSCloudShellFullAccess"
KINDS = (USER, ROLE, GROUP)


@pytest.mark.parametrize("kind", KINDS)
def test_any_principal_that_holds_the_policy_fails(kind: str) -> None:
    others = [*members(KINDS), principal(kind, "one", POLICY)]
    gaps = [Unread(kind, GLOBAL)]
    outcome = judge_outcome(judge, account(), others=others, unread=gaps)
    assert outcome.status == "fail"
    assert "/one" in outcome.reason


def test_nobody_holds_it() -> None:
    assert judge_outcome(judge, account(), others=members(KINDS)).status == "pass"


@pytest.mark.parametrize("kind", KINDS)
def test_absence_is_proved_by_whole_lists_alone(kind: str) -> None:
    gaps = [Unread(kind, GLOBAL)]
    outcome = judge_outcome(judge, account(), others=members(KINDS), unread=gaps)
    assert outcome.status == "not_determined"
