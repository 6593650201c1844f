"""Plant the customer's own IAM policies."""

import json
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from demo.estate import Declared
from demo.planting import Plot
from demo.service import Kind, Planted, Service

OWNERS = ("user", "role", "group")


def plant_policies(plot: Plot, _region: str) -> None:
    """The declared managed policies, and the inline ones of users, roles and groups."""
    iam = plot.client("iam", "us-east-1")
    for policy in plot.account.each("policies"):
        document = _document(policy)
        owner = next((one for one in OWNERS if one in policy), None)
        if owner:
            _inline(iam, owner, policy, document)
            continue
        with suppress(iam.exceptions.EntityAlreadyExistsException):
            iam.create_policy(PolicyName=policy["name"], PolicyDocument=document)


def policy_arn(plot: Plot, policy: Declared) -> str:
    """The ARN of a managed policy; that of its owner with the name after it for an inline one."""
    prefix = f"arn:aws:iam::{plot.account.id}"
    owner = next((one for one in OWNERS if one in policy), None)
    if owner:
        return f"{prefix}:{owner}/{policy[owner]}/inline/{policy['name']}"
    return f"{prefix}:policy/{policy['name']}"


def _document(policy: Declared) -> str:
    statement: dict[str, Any] = {
        "Effect": "Allow",
        "Action": policy["actions"],
        "Resource": policy["resources"],
    }
    if "condition" in policy:
        statement["Condition"] = policy["condition"]
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def _inline(iam: Any, owner: str, policy: Declared, document: str) -> None:
    name, kind = policy[owner], owner.capitalize()
    trust = {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"Service": "ec2.amazonaws.com"},
                "Action": "sts:AssumeRole",
            }
        ],
    }
    extra = {"AssumeRolePolicyDocument": json.dumps(trust)} if owner == "role" else {}
    with suppress(iam.exceptions.EntityAlreadyExistsException):
        getattr(iam, f"create_{owner}")(**{f"{kind}Name": name}, **extra)
    getattr(iam, f"put_{owner}_policy")(
        **{f"{kind}Name": name}, PolicyName=policy["name"], PolicyDocument=document
    )


def _planted(plot: Plot, region: str) -> Iterator[Planted]:
    for one in plot.account.each("policies"):
        yield Planted(policy_arn(plot, one), region, one)


SERVICE = Service(
    name="iam",
    plant=plant_policies,
    is_global=True,
    kinds=(
        Kind(
            name="policy",
            controls=("kms.iam-no-decrypt-all-keys",),
            planted=_planted,
            population="arn:aws:iam::{account}:policy/*",
            is_global=True,
        ),
    ),
)
