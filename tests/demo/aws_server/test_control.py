from datetime import datetime

import pytest

from tests.demo.serving import OWN_ACCOUNT, Server

KEY = f"arn:aws:kms:eu-west-1:{OWN_ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab"


def test_each_call_is_noted_with_who_what_where_and_when(aws: Server) -> None:
    aws.client("kms", "us-east-1").list_keys()
    aws.client("s3").list_buckets()
    first, second = aws.calls()
    assert (first["account"], first["region"]) == (OWN_ACCOUNT, "us-east-1")
    assert (first["service"], first["operation"]) == ("kms", "ListKeys")
    assert (second["service"], second["operation"]) == ("s3", "ListBuckets")
    assert datetime.fromisoformat(first["at"]) <= datetime.fromisoformat(second["at"])


def test_a_call_that_was_made_to_fail_is_noted_as_such(aws: Server) -> None:
    aws.post("faults", [{"how": "broken"}])
    with pytest.raises(Exception, match="InternalFailure"):
        aws.client("kms").list_keys()
    [call] = aws.calls()
    assert (call["status"], call["fault"]) == (500, "broken")


def test_a_reset_forgets_calls_and_faults(aws: Server) -> None:
    aws.post("faults", [{"how": "broken"}])
    aws.post("reset")
    aws.client("kms").list_keys()
    assert len(aws.calls()) == 1


@pytest.mark.parametrize(
    ("operation", "members", "complaint"),
    [
        ("kms:DescribeKey", {"Age": 6}, "has no member Age"),
        ("kms:DescribeKey", {"CreationDate": "long ago"}, "is a timestamp"),
        ("kms:DescribeKey", {"MultiRegionConfiguration": {"Kind": "x"}}, "has no member Kind"),
        ("kms:ListKeyRotations", {"Rotations": [{"Day": 1}]}, "has no member Day"),
        ("kms:Rotate", {}, "no overrides for kms:Rotate"),
    ],
)
def test_an_override_cannot_invent_an_api(
    aws: Server, operation: str, members: dict[str, object], complaint: str
) -> None:
    patch = {"operation": operation, "resource": KEY, "members": members}
    assert complaint in aws.post("patch", [patch])


def test_what_is_not_there_is_refused(aws: Server) -> None:
    assert aws.post("wishes") == "no POST wishes here"
