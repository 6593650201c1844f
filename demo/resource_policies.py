"""The resource policies that keys and secrets of the estate are declared with, by name."""

from typing import Any

OUTSIDER = "999988887777"
ORGANIZATION = "o-zx81spectr"
EVERYONE = "*"
KEY_ADMINISTRATION = ["kms:Describe*", "kms:Disable*", "kms:Put*", "kms:ScheduleKeyDeletion"]
KEY_USE = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*"]

Statement = dict[str, Any]


def key_policy(account: str, name: str) -> dict[str, Any]:
    """The key policy called `own`, `public` and so on; all but `locked` let the account in."""
    own = _allow("Account", _root(account), "kms:*")
    extra: dict[str, list[Statement]] = {
        "own": [],
        "public": [_allow("Anyone", EVERYONE, "kms:Decrypt")],
        "via_service": [
            _only_if("ViaService", "kms:Decrypt", {"kms:ViaService": "s3.eu-west-1.amazonaws.com"})
        ],
        "other_account": [_allow("Agency", _root(OUTSIDER), "kms:Decrypt")],
        "organization": [_only_if("Org", "kms:Decrypt", {"aws:PrincipalOrgID": ORGANIZATION})],
        "own_callers": [_only_if("Callers", "kms:Decrypt", {"kms:CallerAccount": account})],
        "trail": [_for_cloudtrail(account)],
        "duties_apart": [
            _allow("Administrators", _role(account, "KeyAdmins"), KEY_ADMINISTRATION),
            _allow("Users", _role(account, "orders"), KEY_USE),
        ],
        "duties_together": [_allow("Orders", _role(account, "orders"), "kms:*")],
    }
    if name == "locked":
        return _policy(_allow("BreakGlass", _role(account, "BreakGlass"), "kms:*"))
    return _policy(own, *extra[name])


def secret_policy(account: str, name: str) -> dict[str, Any]:
    """The secret's policy called `public`, `own_role` and so on."""
    read = "secretsmanager:GetSecretValue"
    named: dict[str, Statement] = {
        "public": _allow("Anyone", EVERYONE, read),
        "other_account": _allow("Agency", _root(OUTSIDER), read),
        "organization": _only_if("Org", read, {"aws:PrincipalOrgID": ORGANIZATION}),
        "own_role": _allow("Orders", {"AWS": f"arn:aws:iam::{account}:role/orders"}, read),
    }
    return _policy(named[name])


def _for_cloudtrail(account: str) -> Statement:
    service = {"Service": "cloudtrail.amazonaws.com"}
    condition = {"StringEquals": {"aws:SourceAccount": account}}
    return {**_allow("Trail", service, "kms:GenerateDataKey*"), "Condition": condition}


def _only_if(sid: str, action: str, equals: dict[str, str]) -> Statement:
    return {**_allow(sid, EVERYONE, action), "Condition": {"StringEquals": equals}}


def _allow(sid: str, principal: object, action: str | list[str]) -> Statement:
    return {
        "Sid": sid,
        "Effect": "Allow",
        "Principal": principal,
        "Action": action,
        "Resource": "*",
    }


def _role(account: str, name: str) -> dict[str, str]:
    return {"AWS": f"arn:aws:iam::{account}:role/{name}"}


def _root(account: str) -> dict[str, str]:
    return {"AWS": f"arn:aws:iam::{account}:root"}


def _policy(*statements: Statement) -> dict[str, Any]:
    return {"Version": "2012-10-17", "Statement": list(statements)}
