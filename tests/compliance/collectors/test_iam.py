"""collectors.iam: every principal and policy of the account in one paged call."""

import json
import math
from typing import Any

import pytest

from compliance.collectors.iam import GROUP, IAM_POLICY, OPERATION, ROLE, USER
from tests.compliance.collectors.gathering import declare, gather, has_member, refuse
from tests.demo.serving import OWN_ACCOUNT, Server

PREFIX = f"arn:aws:iam::{OWN_ACCOUNT}"
ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess"
DOCUMENT = {"Version": "2012-10-17", "Statement": []}
WORDS = {USER: "user", ROLE: "role", GROUP: "group"}


def managed(name: str, **more: Any) -> dict[str, Any]:
    """A policy of the customer's own, with an older version."""
    versions = [
        {"VersionId": "v2", "IsDefaultVersion": True, "Document": json.dumps(DOCUMENT)},
        {"VersionId": "v1", "IsDefaultVersion": False, "Document": "%7Bold"},
    ]
    arn = f"{PREFIX}:policy/{name}"
    return {"Arn": arn, "DefaultVersionId": "v2", "PolicyVersionList": versions, **more}


def attached(*arns: str) -> dict[str, Any]:
    """The member of a principal that tells which managed policies it holds."""
    policies = [{"PolicyName": one.rpartition("/")[2], "PolicyArn": one} for one in arns]
    return {"AttachedManagedPolicies": policies}


def answer(**lists: Any) -> dict[str, Any]:
    """An answer whose other lists are empty."""
    names = ("UserDetailList", "RoleDetailList", "GroupDetailList", "Policies")
    return {**{name: [] for name in names}, "IsTruncated": False, **lists}


def user(name: str, **more: Any) -> dict[str, Any]:
    """The details of a user."""
    return {"UserName": name, "Arn": f"{PREFIX}:user/{name}", **more}


def test_principals_and_policies_are_described(
    aws: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    inline = [{"PolicyName": "ad-hoc", "PolicyDocument": "%7B%22Statement%22%3A%5B%5D%7D"}]
    role = {"RoleName": "Ops", "Arn": f"{PREFIX}:role/Ops", **attached(ADMINISTRATOR)}
    role["Tags"] = [{"Key": "owner", "Value": "Zoë"}]
    details = answer(
        UserDetailList=[user("ada", UserPolicyList=inline, **attached(ADMINISTRATOR))],
        RoleDetailList=[role],
        GroupDetailList=[{"GroupName": "dev", "Arn": f"{PREFIX}:group/dev"}],
        Policies=[managed("app", AttachmentCount=2)],
    )
    declare(aws, OPERATION, details)
    found = gather("iam", aws, monkeypatch)
    assert found.calls == [OPERATION]
    assert found.resource(f"{PREFIX}:policy/app")["document"] == {
        "Document": DOCUMENT,
        "Inline": False,
        "Attachments": 2,
    }
    ad_hoc = found.resource(f"{PREFIX}:user/ada/inline/ad-hoc")["document"]
    assert ad_hoc == {"Document": {"Statement": []}, "Inline": True, "Attachments": 1}
    by_aws = found.resource(ADMINISTRATOR)
    assert by_aws["document"] == {"ManagedByAws": True, "Attachments": 2}
    assert [one["Arn"] for one in by_aws["holders"]["Holders"]] == [
        f"{PREFIX}:user/ada",
        f"{PREFIX}:role/Ops",
    ]
    for kind, word in WORDS.items():
        population = found.population(kind)
        assert (population.arn, population.error) == (f"{PREFIX}:{word}/*", "")
        assert [one.arn.split(":")[5].partition("/")[0] for one in population.resources] == [word]
    assert found.resource(f"{PREFIX}:group/dev")["detail"]["GroupName"] == "dev"


def test_nobody_holds_everything_where_nobody_does(
    aws: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = f"{PREFIX}:policy/AdministratorAccess"
    declare(aws, OPERATION, answer(UserDetailList=[user("ada", **attached(own))]))
    population = gather("iam", aws, monkeypatch).population(IAM_POLICY)
    assert population.resources == []
    assert "returned 0 policies" in population.count_statement


def test_policy_whose_attachments_are_not_told(
    aws: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    declare(aws, OPERATION, answer(Policies=[managed("app")]))
    found = gather("iam", aws, monkeypatch)
    assert found.resource(f"{PREFIX}:policy/app")["document"]["Attachments"] is None


def test_a_thousand_come_with_each_call(aws: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    declare(aws, OPERATION, answer(UserDetailList=[user(f"u-{one}") for one in range(2_001)]))
    found = gather("iam", aws, monkeypatch)
    assert len(found.calls) == math.ceil(2_001 / 1_000)
    assert len(found.population(USER).resources) == 2_001


@pytest.mark.parametrize("kind", [IAM_POLICY, *WORDS])
def test_denied_call_leaves_every_list_incomplete(
    aws: Server, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    refuse(aws, OPERATION, "AccessDenied", 403)
    assert "AccessDenied" in gather("iam", aws, monkeypatch).population(kind).error


@pytest.mark.parametrize(
    "path",
    [
        "UserDetailList.AttachedManagedPolicies.PolicyArn",
        "UserDetailList.AttachedManagedPolicies.PolicyName",
        "UserDetailList.UserPolicyList.PolicyName",
        "UserDetailList.Tags.Key",
        "RoleDetailList.AttachedManagedPolicies.PolicyArn",
        "RoleDetailList.RolePolicyList.PolicyDocument",
        "RoleDetailList.Tags.Value",
        "GroupDetailList.AttachedManagedPolicies.PolicyArn",
        "GroupDetailList.GroupPolicyList.PolicyName",
        "Policies.AttachmentCount",
        "Policies.DefaultVersionId",
        "Policies.PolicyVersionList.Document",
    ],
)
def test_what_is_read_is_in_the_api(path: str) -> None:
    assert has_member(OPERATION, path)
