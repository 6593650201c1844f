"""Who may assume a role: moto lets anybody assume anything (STS API Reference, AssumeRole)."""

import json
from collections.abc import Mapping
from typing import Any

from moto.iam.models import iam_backends

from demo.aws_server.answer import AwsError
from demo.aws_server.call import Call
from demo.aws_server.faults import MANAGER


def guard_role(call: Call) -> None:
    """Refuse a role that is missing, trusts somebody else, or asks for another external id.

    Only the role by which the estate is seeded needs not exist.

    :raises AwsError: AccessDenied.
    """
    if call.name != "sts:AssumeRole":
        return
    arn = str(call.params.get("RoleArn", ""))
    if arn.endswith(f":role/{MANAGER}"):
        return
    role = _role(arn)
    trust = role.assume_role_policy_document if role else '{"Statement": []}'
    if not any(_trusts(one, call) for one in json.loads(trust)["Statement"]):
        caller = f"arn:aws:iam::{call.account}:{f'role/{call.role}' if call.role else 'root'}"
        raise AwsError(
            "AccessDenied",
            f"User: {caller} is not authorized to perform: sts:AssumeRole on resource: {arn}",
            403,
        )


def _role(arn: str) -> Any:
    account = arn.split(":")[4] if arn.startswith("arn:aws:iam::") else ""
    if account not in iam_backends:
        return None
    roles = iam_backends[account]["aws"].get_roles()
    return next((one for one in roles if one.arn == arn), None)


def _trusts(statement: Mapping[str, Any], call: Call) -> bool:
    principal = statement.get("Principal", {})
    named = principal.get("AWS", []) if isinstance(principal, dict) else principal
    who = {"*", call.account, f"arn:aws:iam::{call.account}:root"}
    if call.role:
        who.add(f"arn:aws:iam::{call.account}:role/{call.role}")
    wanted = statement.get("Condition", {}).get("StringEquals", {}).get("sts:ExternalId")
    listed = [named] if isinstance(named, str) else named
    return (
        statement.get("Effect") == "Allow"
        and bool(who & set(listed))
        and wanted in (None, call.params.get("ExternalId"))
    )
