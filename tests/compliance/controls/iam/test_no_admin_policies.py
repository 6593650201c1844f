"""iam.no-admin-policies: no attached customer policy gives full administration."""

import json
from typing import Any

import pytest

from compliance.collectors.iam import IAM_POLICY
from compliance.collectors.resource import GLOBAL, Resource
from compliance.controls.iam.no_admin_policies import judge
from tests.compliance.controls.iam.given import PREFIX, managed
from tests.compliance.controls.resources import Denied, judge_outcome, resource


def document(**elements: Any) -> dict[str, Any]:
    """A policy of one statement."""
    return {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", **elements}]}


ALL = document(Action="*", Resource="*")
MFA = {"Bool": {"aws:MultiFactorAuthPresent": "true"}}
TINY = ["iam:DeleteRole", "organizations:LeaveOrganization"]


@pytest.mark.parametrize(
    ("subject", "status", "reason"),
    [
        pytest.param(managed(ALL), "fail", "by statement #1.", id="everything"),
        pytest.param(managed(ALL, inline=True), "fail", "administration", id="inline"),
        pytest.param(managed(json.dumps(ALL)), "fail", "administration", id="document as text"),
        pytest.param(
            managed(document(Action=["s3:Get*", "*:*"], Resource=["*"])),
            "fail",
            "administration",
            id="two stars among others",
        ),
        pytest.param(
            managed(document(Action="*", Resource="*", Condition=MFA)),
            "fail",
            "administration",
            id="a condition excuses nothing",
        ),
        pytest.param(
            managed(document(NotAction=TINY, Resource="*")), "fail", "#1", id="tiny exceptions"
        ),
        pytest.param(managed(ALL, 0), "not_applicable", "attached to nobody", id="unattached"),
        pytest.param(managed(ALL, None), "not_determined", "AttachmentCount", id="not told"),
        pytest.param(
            managed(document(Action="iam:*", Resource="*")), "pass", "not give", id="one service"
        ),
        pytest.param(
            managed(document(Effect="Deny", Action="*", Resource="*")), "pass", "not", id="deny"
        ),
        pytest.param(managed("{no"), "not_determined", "not be understood", id="malformed"),
        pytest.param(
            resource(
                f"{PREFIX}:policy/app",
                IAM_POLICY,
                GLOBAL,
                document=Denied("iam:GetAccountAuthorizationDetails"),
            ),
            "not_determined",
            "iam:GetAccountAuthorizationDetails",
            id="denied",
        ),
    ],
)
def test_policy_is_scoped(subject: Resource, status: str, reason: str) -> None:
    outcome = judge_outcome(judge, subject)
    assert outcome.status == status
    assert reason in outcome.reason


def test_how_many_exceptions_are_tiny_is_the_organisations_to_say() -> None:
    all_but = managed(document(NotAction=["iam:*", "organizations:*"], Resource="*"))
    assert judge_outcome(judge, all_but).status == "fail"
    assert judge_outcome(judge, all_but, tiny_exceptions=1).status == "pass"


def test_policy_of_aws_is_listed_with_owners() -> None:
    holders = [
        {"Arn": f"{PREFIX}:user/ada", "Tags": []},
        {"Arn": f"{PREFIX}:role/ops/BreakGlass", "Tags": [{"Key": "owner", "Value": "Zoë"}]},
    ]
    subject = resource(
        "arn:aws:iam::aws:policy/AdministratorAccess",
        IAM_POLICY,
        GLOBAL,
        document={"ManagedByAws": True, "Attachments": 2},
        holders={"Holders": holders},
    )
    outcome = judge_outcome(judge, subject)
    assert outcome.status == "not_applicable"
    assert "role/ops/BreakGlass (owner Zoë), user/ada (no owner named)" in outcome.reason
