"""iam.root-not-used: the root user was not used lately."""

import pytest

from compliance.assessments.judge import outcome
from compliance.collectors.credentialreport import ROOT_CREDENTIALS
from compliance.collectors.resource import GLOBAL, Estate, Population, Resource
from compliance.controls.control import CONTROLS, Context
from compliance.controls.iam.root_not_used import judge
from tests.compliance.controls.iam.given import ago, key, password, root_row, user
from tests.compliance.controls.resources import NOW, OWNER, Unread, account, judge_outcome


@pytest.mark.parametrize(
    ("others", "status", "reason"),
    [
        pytest.param([root_row(password(used=None))], "pass", "no use", id="never"),
        pytest.param([root_row()], "pass", "no use", id="without credentials"),
        pytest.param(
            [root_row(password(used=91))], "pass", "last used at 2026-01-30", id="long ago"
        ),
        pytest.param(
            [root_row(password(used=90))], "fail", "used at 2026-01-31", id="on the limit"
        ),
        pytest.param(
            [root_row(password(used=400), key(2, used=3))],
            "fail",
            "used at 2026-04-28",
            id="by a key",
        ),
        pytest.param(
            [root_row({"access_key_1_last_used_date": ago(3)})],
            "fail",
            "used at 2026-04-28",
            id="by a key that was deactivated since",
        ),
        pytest.param(
            [root_row({"password_last_used": "not_supported"})],
            "not_determined",
            "password_last_used",
            id="not told",
        ),
        pytest.param(
            [user()], "not_determined", "was not collected", id="no report of a root user"
        ),
    ],
)
def test_root_was_not_used(others: list[Resource], status: str, reason: str) -> None:
    found = judge_outcome(judge, account(), others=others)
    assert found.status == status
    assert reason in found.reason


def test_report_without_a_row_of_root_does_not_tell() -> None:
    found = Population("arn", ROOT_CREDENTIALS, OWNER, GLOBAL, "iam:GetCredentialReport", [])
    context = Context(Estate(account(), [found]), NOW, {"max_days": 90})
    assert outcome(CONTROLS["iam.root-not-used"], account(), context).status == "not_determined"


def test_report_that_could_not_be_had_does_not_tell() -> None:
    gaps = [Unread(ROOT_CREDENTIALS, GLOBAL)]
    assert judge_outcome(judge, account(), unread=gaps).status == "not_determined"
