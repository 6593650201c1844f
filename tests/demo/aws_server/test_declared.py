"""Answers that the estate declares, read by boto3 in every protocol that services speak."""

from datetime import UTC, datetime

import pytest
from botocore.exceptions import ClientError

from tests.demo.serving import Server, error_code

WHEN = 1_770_000_000
THEN = datetime.fromtimestamp(WHEN, UTC)


def test_json(aws: Server) -> None:
    subscription = {"Subscription": {"StartTime": WHEN, "AutoRenew": "ENABLED"}}
    assert not aws.post(
        "answers", [{"operation": "shield:DescribeSubscription", "members": subscription}]
    )
    found = aws.client("shield").describe_subscription()["Subscription"]
    assert (found["StartTime"], found["AutoRenew"]) == (THEN, "ENABLED")


def test_rest_json(aws: Server) -> None:
    members = {"status": "PAUSED", "createdAt": WHEN}
    assert not aws.post("answers", [{"operation": "macie2:GetMacieSession", "members": members}])
    found = aws.client("macie2").get_macie_session()
    assert (found["status"], found["createdAt"]) == ("PAUSED", THEN)


def test_query(aws: Server) -> None:
    report = {"Content": "user,arn\n<root_account>,x\n", "GeneratedTime": WHEN}
    assert not aws.post("answers", [{"operation": "iam:GetCredentialReport", "members": report}])
    found = aws.client("iam").get_credential_report()
    assert found["Content"] == b"user,arn\n<root_account>,x\n"
    assert found["GeneratedTime"] == THEN


def test_rest_xml_in_pages_whose_list_lies_deeper(aws: Server) -> None:
    distributions = [
        {"Id": f"E{number}", "LastModifiedTime": WHEN, "Enabled": True} for number in range(5)
    ]
    members = {"DistributionList": {"IsTruncated": False, "Quantity": 5, "Items": distributions}}
    assert not aws.post(
        "answers", [{"operation": "cloudfront:ListDistributions", "members": members}]
    )
    pages = list(
        aws.client("cloudfront")
        .get_paginator("list_distributions")
        .paginate(PaginationConfig={"PageSize": 2})
    )
    assert [len(page["DistributionList"]["Items"]) for page in pages] == [2, 2, 1]
    assert [one["Id"] for page in pages for one in page["DistributionList"]["Items"]] == [
        one["Id"] for one in distributions
    ]


def test_pages_of_a_service_without_paginators(aws: Server) -> None:
    acls = {"WebACLs": [{"Name": f"acl-{number}"} for number in range(3)]}
    assert not aws.post("answers", [{"operation": "wafv2:ListWebACLs", "members": acls}])
    client = aws.client("wafv2")
    first = client.list_web_acls(Scope="REGIONAL", Limit=2)
    rest = client.list_web_acls(Scope="REGIONAL", Limit=2, NextMarker=first["NextMarker"])
    assert [one["Name"] for one in first["WebACLs"] + rest["WebACLs"]] == [
        "acl-0",
        "acl-1",
        "acl-2",
    ]
    assert "NextMarker" not in rest


def test_narrowest_declaration_answers(aws: Server) -> None:
    operation = "macie2:GetMacieSession"
    assert not aws.post(
        "answers",
        [
            {"operation": operation, "region": "eu-west-1", "members": {"status": "PAUSED"}},
            {"operation": operation, "members": {"status": "ENABLED"}},
        ],
    )
    assert aws.client("macie2", "eu-west-1").get_macie_session()["status"] == "PAUSED"
    assert aws.client("macie2", "us-east-1").get_macie_session()["status"] == "ENABLED"


@pytest.mark.parametrize(
    ("operation", "code", "status"),
    [
        pytest.param("macie2:GetMacieSession", "AccessDeniedException", 403, id="rest-json"),
        pytest.param("shield:DescribeSubscription", "ResourceNotFoundException", 400, id="json"),
        pytest.param("iam:GetAccountPasswordPolicy", "NoSuchEntity", 404, id="query"),
    ],
)
def test_errors_that_stand_for_nothing(
    aws: Server, operation: str, code: str, status: int
) -> None:
    error = {"code": code, "message": "Macie is not enabled", "status": status}
    assert not aws.post("answers", [{"operation": operation, "error": error}])
    service, _, name = operation.partition(":")
    client = aws.client(service)
    with pytest.raises(ClientError) as refused:
        client._make_api_call(name, {})
    assert error_code(refused.value) == code
    assert refused.value.response["Error"]["Message"] == "Macie is not enabled"
    assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] == status


@pytest.mark.parametrize(
    ("declared", "reason"),
    [
        ({"operation": "macie2:GetNothing"}, "knows no macie2:GetNothing"),
        ({"operation": "nothing:Get"}, "knows no nothing:Get"),
        ({"operation": "macie2:GetMacieSession", "members": {"state": "x"}}, "no member state"),
        ({"operation": "macie2:GetMacieSession", "members": {"status": 1}}, "is a string"),
        ({"operation": "wafv2:ListWebACLs", "members": {"WebACLs": {}}}, "is a list"),
    ],
)
def test_what_the_api_does_not_have_cannot_be_declared(
    aws: Server, declared: dict[str, object], reason: str
) -> None:
    assert reason in aws.post("answers", [declared])
