from datetime import UTC, datetime, timedelta

import pytest

from tests.demo.serving import OWN_ACCOUNT, Server

OLD = datetime(2020, 2, 29, tzinfo=UTC)
FUNCTION = f"arn:aws:lambda:eu-west-1:{OWN_ACCOUNT}:function:rotate"


def make_secret(aws: Server, name: str, **how: object) -> str:
    manager = aws.client("secretsmanager")
    return str(manager.create_secret(Name=name, SecretString="one", **how)["ARN"])


def entry(aws: Server, arn: str) -> dict[str, object]:
    region = arn.split(":")[3]
    pages = aws.client("secretsmanager", region).get_paginator("list_secrets").paginate()
    return next(one for page in pages for one in page["SecretList"] if one["ARN"] == arn)


def test_names_keep_their_letters(aws: Server) -> None:
    names = {"zahlung/straße-ключ", "顧客-db"}
    assert {str(entry(aws, make_secret(aws, name))["Name"]) for name in names} == names


@pytest.mark.parametrize(
    "rules",
    [{"AutomaticallyAfterDays": 10}, {"ScheduleExpression": "rate(4 hours)", "Duration": "1h"}],
)
def test_rotation_rules_are_kept_as_they_were_set(aws: Server, rules: dict[str, object]) -> None:
    arn = make_secret(aws, f"rotating/{len(rules)}")
    assert "RotationEnabled" not in entry(aws, arn)
    aws.client("secretsmanager").rotate_secret(
        SecretId=arn, RotationLambdaARN=FUNCTION, RotationRules=rules, RotateImmediately=False
    )
    found = entry(aws, arn)
    assert found["RotationRules"] == rules
    assert (found["RotationEnabled"], found["RotationLambdaARN"]) == (True, FUNCTION)
    assert "LastRotatedDate" not in found


def test_a_rotation_makes_a_new_version_the_current_one(aws: Server) -> None:
    arn, manager = make_secret(aws, "rotated/now"), aws.client("secretsmanager")
    before = manager.get_secret_value(SecretId=arn)["VersionId"]
    rules = {"AutomaticallyAfterDays": 30}
    made = manager.rotate_secret(SecretId=arn, RotationLambdaARN=FUNCTION, RotationRules=rules)
    stages = entry(aws, arn)["SecretVersionsToStages"]
    assert stages == {before: ["AWSPREVIOUS"], made["VersionId"]: ["AWSCURRENT"]}
    found = entry(aws, arn)
    last, upcoming = found["LastRotatedDate"], found["NextRotationDate"]
    assert isinstance(last, datetime)
    assert isinstance(upcoming, datetime)
    assert upcoming - last == timedelta(days=30)


def test_a_cancelled_rotation_is_off_and_keeps_its_rules(aws: Server) -> None:
    arn, manager = make_secret(aws, "rotated/no-more"), aws.client("secretsmanager")
    rules = {"AutomaticallyAfterDays": 30}
    manager.rotate_secret(SecretId=arn, RotationLambdaARN=FUNCTION, RotationRules=rules)
    manager.cancel_rotate_secret(SecretId=arn)
    found = entry(aws, arn)
    assert (found["RotationEnabled"], found["RotationRules"]) == (False, rules)


def test_dates_can_lie_in_the_past_in_list_and_description(aws: Server) -> None:
    arn = make_secret(aws, "old/one")
    dates = ("CreatedDate", "LastChangedDate", "LastAccessedDate", "LastRotatedDate")
    members = dict.fromkeys(dates, OLD.timestamp())
    aws.post(
        "patch",
        [{"operation": "secretsmanager:ListSecrets", "resource": arn, "members": members}],
    )
    described = aws.client("secretsmanager").describe_secret(SecretId=arn)
    for answer in (entry(aws, arn), described):
        assert {answer[name] for name in dates} == {OLD}


def test_versions_have_dates_of_their_own(aws: Server) -> None:
    arn, manager = make_secret(aws, "versions/two"), aws.client("secretsmanager")
    first = manager.get_secret_value(SecretId=arn)["VersionId"]
    manager.put_secret_value(SecretId=arn, SecretString="two")
    aws.post(
        "patch",
        [
            {
                "operation": "secretsmanager:ListSecretVersionIds",
                "resource": f"{arn}#{first}",
                "members": {"CreatedDate": OLD.timestamp()},
            }
        ],
    )
    answer = manager.list_secret_version_ids(SecretId=arn)
    assert answer["ARN"] == arn
    assert "NextToken" not in answer
    made = {one["VersionStages"][0]: one["CreatedDate"] for one in answer["Versions"]}
    assert made["AWSPREVIOUS"] == OLD
    assert made["AWSCURRENT"] > OLD
    assert not any("LastAccessedDate" in one for one in answer["Versions"])
    page = manager.list_secret_version_ids(SecretId=arn, MaxResults=1)
    rest = manager.list_secret_version_ids(SecretId=arn, NextToken=page["NextToken"])
    assert len(page["Versions"]) == len(rest["Versions"]) == 1


def test_a_replica_names_its_primarys_region_and_tells_its_policy(aws: Server) -> None:
    arn = make_secret(aws, "replicated", AddReplicaRegions=[{"Region": "us-east-1"}])
    there = arn.replace(":eu-west-1:", ":us-east-1:")
    assert entry(aws, arn)["PrimaryRegion"] == entry(aws, there)["PrimaryRegion"] == "eu-west-1"
    manager = aws.client("secretsmanager", "us-east-1")
    assert manager.get_resource_policy(SecretId=there)["ARN"] == there
    assert manager.list_secret_version_ids(SecretId=there)["Versions"]
