"""iam.support-role: a role may work with AWS Support."""

from compliance.collectors.iam import GROUP, ROLE, USER
from compliance.collectors.resource import GLOBAL
from compliance.controls.iam.support_role import judge
from tests.compliance.controls.iam.given import members, principal
from tests.compliance.controls.resources import Unread, account, judge_outcome

POLICY = "AWSSupportAccess"


def test_role_that_holds_the_policy_is_enough_though_others_are_unread() -> None:
    others = [principal(ROLE, "Support", POLICY)]
    outcome = judge_outcome(judge, account(), others=others, unread=[Unread(ROLE, GLOBAL)])
    assert outcome.status == "pass"
    assert "role/Support" in outcome.reason


def test_users_and_groups_are_no_role() -> None:
    others = [principal(USER, "ada", POLICY), principal(GROUP, "ops", POLICY), *members((ROLE,))]
    outcome = judge_outcome(judge, account(), others=others)
    assert (outcome.status, "attached to no role" in outcome.reason) == ("fail", True)


def test_policy_of_the_customer_s_own_with_that_name_is_another() -> None:
    others = [principal(ROLE, "Support", POLICY, by_aws=False)]
    assert judge_outcome(judge, account(), others=others).status == "fail"


def test_absence_is_proved_by_a_whole_list_alone() -> None:
    gaps = [Unread(ROLE, GLOBAL)]
    outcome = judge_outcome(judge, account(), others=members((ROLE,)), unread=gaps)
    assert outcome.status == "not_determined"
    assert judge_outcome(judge, account()).status == "not_determined"
