"""aws.session: a role is assumed once for an account's units, and again when it must be."""

import json
from collections import Counter
from datetime import UTC, datetime

import pytest

from compliance.aws.session import AccountSession, AccountUnreachable, open_session
from compliance.aws.target import Target
from tests.demo.conftest import aws, served
from tests.demo.serving import OWN_ACCOUNT, Server

__all__ = ["aws", "served"]

ROLE = f"arn:aws:iam::{OWN_ACCOUNT}:role/Reader"
ASSUME, WHO = "AssumeRole", "GetCallerIdentity"


@pytest.fixture
def target(aws: Server, monkeypatch: pytest.MonkeyPatch) -> Target:
    """An account that is read through a role."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    iam = aws.client("iam")
    if "Reader" not in {one["RoleName"] for one in iam.list_roles()["Roles"]}:
        iam.create_role(RoleName="Reader", AssumeRolePolicyDocument=trust(OWN_ACCOUNT))
    iam.update_assume_role_policy(RoleName="Reader", PolicyDocument=trust(OWN_ACCOUNT))
    aws.post("reset")
    return Target(OWN_ACCOUNT, role_arn=ROLE, endpoint_url=aws.url)


def trust(account: str) -> str:
    """A policy that trusts everybody in the account."""
    principal = {"AWS": f"arn:aws:iam::{account}:root"}
    statement = {"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def sign_in(target: Target, *, reuse: bool = True) -> AccountSession:
    """A session as a unit opens it."""
    return open_session(target, clock=lambda: datetime.now(UTC), reuse=reuse)


def made(aws: Server) -> Counter[str]:
    """How often each operation of STS was called."""
    return Counter(one["operation"] for one in aws.calls() if one["service"] == "sts")


def test_units_of_an_account_share_the_assumed_role(aws: Server, target: Target) -> None:
    callers = {sign_in(target, reuse=number > 0).caller_arn for number in range(4)}
    assert len(callers) == 1
    assert made(aws) == {ASSUME: 1, WHO: 4}


def test_a_person_who_tries_the_connection_signs_in_anew(aws: Server, target: Target) -> None:
    sign_in(target, reuse=False)
    sign_in(target, reuse=False)
    assert made(aws)[ASSUME] == 2


def test_another_external_id_is_another_way_in(aws: Server, target: Target) -> None:
    sign_in(target, reuse=False)
    other = Target(OWN_ACCOUNT, role_arn=ROLE, endpoint_url=aws.url, external_id="other")
    sign_in(other)
    assert made(aws)[ASSUME] == 2


def test_credentials_that_aws_no_longer_takes_are_replaced(aws: Server, target: Target) -> None:
    sign_in(target, reuse=False)
    expired = {"code": "ExpiredToken", "message": "The token has expired", "status": 403}
    aws.post("answers", [{"operation": f"sts:{WHO}", "error": expired}])
    with pytest.raises(AccountUnreachable, match="ExpiredToken"):
        sign_in(target)
    assert made(aws) == {ASSUME: 2, WHO: 3}
    aws.post("reset")
    sign_in(target)
    assert made(aws) == {ASSUME: 1, WHO: 1}


def test_a_role_that_no_longer_trusts_is_said_at_the_next_sign_in(
    aws: Server, target: Target
) -> None:
    aws.client("iam").update_assume_role_policy(
        RoleName="Reader", PolicyDocument=trust("999900001111")
    )
    with pytest.raises(AccountUnreachable, match="cannot be assumed"):
        sign_in(target, reuse=False)
