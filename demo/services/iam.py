"""Plant the customer's own IAM policies, and the users, roles and groups that hold policies."""

import json
from collections.abc import Iterator
from typing import Any

from demo.estate import Declared
from demo.planting import Plot
from demo.service import Kind, Planted, Service

OWNERS = ("user", "role", "group")
TRUST = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Principal": {"Service": "ec2.amazonaws.com"},
            "Action": "sts:AssumeRole",
        }
    ],
}


def plant_policies(plot: Plot, _region: str) -> None:
    """The declared managed policies; principals with their groups, attached and inline ones."""
    iam = plot.client("iam", "us-east-1")
    policies = list(plot.account.each("policies"))
    for policy in policies:
        if "aws" not in policy and _owner(policy) is None:
            _make(iam, "policy", policy["name"], PolicyDocument=_document(policy))
    for kind in reversed(OWNERS):
        for one in plot.account.each(f"{kind}s"):
            _plant_principal(plot, kind, one)
    for policy in policies:
        if owner := _owner(policy):
            _inline(iam, owner, policy)


def policy_arn(plot: Plot, policy: Declared) -> str:
    """The ARN of a managed policy; that of its owner with the name after it for an inline one."""
    if "aws" in policy:
        return f"arn:aws:iam::aws:policy/{policy['aws']}"
    prefix = f"arn:aws:iam::{plot.account.id}"
    owner = _owner(policy)
    if owner:
        return f"{prefix}:{owner}/{policy[owner]}/inline/{policy['name']}"
    return f"{prefix}:policy/{policy['name']}"


def user_arn(plot: Plot, user: Declared) -> str:
    """The ARN of a declared user."""
    return f"arn:aws:iam::{plot.account.id}:user/{user['name']}"


def _owner(policy: Declared) -> str | None:
    return next((one for one in OWNERS if one in policy), None)


def _document(policy: Declared) -> str:
    statement: dict[str, Any] = {"Effect": "Allow", "Resource": policy["resources"]}
    if "not_actions" in policy:
        statement["NotAction"] = policy["not_actions"]
    else:
        statement["Action"] = policy["actions"]
    if "condition" in policy:
        statement["Condition"] = policy["condition"]
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def _make(iam: Any, kind: str, name: str, **more: Any) -> bool:
    """Whether it was made now; false where it was there before."""
    try:
        getattr(iam, f"create_{kind}")(**{f"{kind.capitalize()}Name": name}, **more)
    except iam.exceptions.EntityAlreadyExistsException:
        return False
    return True


def _make_principal(iam: Any, kind: str, name: str, **more: Any) -> bool:
    extra = {"AssumeRolePolicyDocument": json.dumps(TRUST)} if kind == "role" else {}
    return _make(iam, kind, name, **extra, **more)


def _plant_principal(plot: Plot, kind: str, one: Declared) -> None:
    iam, name = plot.client("iam", "us-east-1"), one["name"]
    tags = [{"Key": key, "Value": value} for key, value in one.get("tags", {}).items()]
    if not _make_principal(iam, kind, name, **({"Tags": tags} if tags else {})):
        return
    for attached in one.get("attached", ()):
        arn = policy_arn(plot, attached)
        getattr(iam, f"attach_{kind}_policy")(**{f"{kind.capitalize()}Name": name}, PolicyArn=arn)
    for group in one.get("groups", ()):
        iam.add_user_to_group(GroupName=group, UserName=name)


def _inline(iam: Any, owner: str, policy: Declared) -> None:
    name, kind = policy[owner], owner.capitalize()
    _make_principal(iam, owner, name)
    getattr(iam, f"put_{owner}_policy")(
        **{f"{kind}Name": name}, PolicyName=policy["name"], PolicyDocument=_document(policy)
    )


def _policies(plot: Plot, region: str) -> Iterator[Planted]:
    for one in plot.account.each("policies"):
        yield Planted(policy_arn(plot, one), region, one)


def _users(plot: Plot, region: str) -> Iterator[Planted]:
    for one in plot.account.each("users"):
        yield Planted(user_arn(plot, one), region, one)


SERVICE = Service(
    name="iam",
    plant=plant_policies,
    is_global=True,
    account_controls=("iam.cloudshell-restricted", "iam.support-role"),
    kinds=(
        Kind(
            name="policy",
            controls=("iam.no-admin-policies", "kms.iam-no-decrypt-all-keys"),
            planted=_policies,
            population="arn:aws:iam::{account}:policy/*",
            is_global=True,
        ),
        Kind(
            name="user",
            controls=("iam.users-in-groups-only",),
            planted=_users,
            population="arn:aws:iam::{account}:user/*",
            is_global=True,
        ),
    ),
)
