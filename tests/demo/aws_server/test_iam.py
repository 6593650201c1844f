"""IAM as AWS answers where moto does not."""

import csv
import io
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from botocore.exceptions import ClientError

from tests.demo.serving import Server, error_code

ACCOUNT = "666677778888"
EMPTY = "999900001111"


def test_report_begins_with_the_root_user_and_was_made_now(aws: Server) -> None:
    iam = aws.client("iam", account=ACCOUNT)
    with suppress(iam.exceptions.EntityAlreadyExistsException):
        iam.create_user(UserName="ada")
    while iam.generate_credential_report()["State"] != "COMPLETE":
        pass
    answer = iam.get_credential_report()
    assert datetime.now(UTC) - answer["GeneratedTime"] < timedelta(minutes=1)
    rows = list(csv.DictReader(io.StringIO(answer["Content"].decode())))
    assert [one["user"] for one in rows] == ["<root_account>", "ada"]
    assert rows[0]["arn"] == f"arn:aws:iam::{ACCOUNT}:root"
    assert all(None not in one and None not in one.values() for one in rows)


def test_report_that_nobody_had_made_is_not_there(aws: Server) -> None:
    with pytest.raises(ClientError) as refused:
        aws.client("iam", account=EMPTY).get_credential_report()
    assert error_code(refused.value) == "ReportNotPresent"


def test_root_user_of_a_new_account_has_a_password_alone(aws: Server) -> None:
    numbers = aws.client("iam", account=ACCOUNT).get_account_summary()["SummaryMap"]
    assert numbers["AccountPasswordPresent"] == 1
    assert numbers["AccountMFAEnabled"] == numbers["AccountAccessKeysPresent"] == 0
    assert numbers["UsersQuota"] == 5000


def test_policies_of_aws_s_own_can_be_attached(aws: Server) -> None:
    iam = aws.client("iam", account=ACCOUNT)
    with suppress(iam.exceptions.EntityAlreadyExistsException):
        iam.create_group(GroupName="ops")
    arn = "arn:aws:iam::aws:policy/AWSSupportAccess"
    iam.attach_group_policy(GroupName="ops", PolicyArn=arn)
    (group,) = iam.get_account_authorization_details(Filter=["Group"])["GroupDetailList"]
    assert [one["PolicyArn"] for one in group["AttachedManagedPolicies"]] == [arn]
    with pytest.raises(ClientError):
        iam.attach_group_policy(GroupName="ops", PolicyArn=f"{arn}OfNobody")
