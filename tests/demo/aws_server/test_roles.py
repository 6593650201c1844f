import json

import pytest
from botocore.exceptions import ClientError

from tests.demo.serving import OWN_ACCOUNT, Server, error_code

ACCOUNT = "111122223333"


@pytest.fixture(scope="module", autouse=True)
def roles(served: Server) -> None:
    """Two roles of another account: one for this account by external id, one for nobody here."""
    iam = served.client("iam", account=ACCOUNT)
    for name, trusted in (("Known", OWN_ACCOUNT), ("Others", "999988887777")):
        statement = {
            "Effect": "Allow",
            "Principal": {"AWS": f"arn:aws:iam::{trusted}:root"},
            "Action": "sts:AssumeRole",
            "Condition": {"StringEquals": {"sts:ExternalId": "right"}},
        }
        trust = {"Version": "2012-10-17", "Statement": [statement]}
        iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(trust))


def assume(aws: Server, name: str, **extra: str) -> dict[str, str]:
    arn = f"arn:aws:iam::{ACCOUNT}:role/{name}"
    given: dict[str, str] = aws.client("sts").assume_role(
        RoleArn=arn, RoleSessionName="test", **extra
    )["Credentials"]
    return given


def test_the_right_external_id_opens_the_account(aws: Server) -> None:
    given = assume(aws, "Known", ExternalId="right")
    sts = aws.client_with(
        "sts",
        "us-east-1",
        given["AccessKeyId"],
        given["SecretAccessKey"],
        given["SessionToken"],
    )
    identity = sts.get_caller_identity()
    assert identity["Account"] == ACCOUNT
    assert identity["Arn"] == f"arn:aws:sts::{ACCOUNT}:assumed-role/Known/test"


@pytest.mark.parametrize(
    ("role", "extra"),
    [
        ("Known", {"ExternalId": "wrong"}),
        ("Known", {}),
        ("Others", {"ExternalId": "right"}),
        ("Missing", {"ExternalId": "right"}),
    ],
)
def test_anything_else_is_refused(aws: Server, role: str, extra: dict[str, str]) -> None:
    with pytest.raises(ClientError) as refused:
        assume(aws, role, **extra)
    assert error_code(refused.value) == "AccessDenied"
    assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] == 403
