import pytest

from compliance.policies.transport import requires_tls
from tests.compliance.policies.policies import OWN, Body, allow, statement

BUCKET = "arn:aws:s3:::logs"
BOTH = [BUCKET, f"{BUCKET}/*"]
CLEAR = {"Bool": {"aws:SecureTransport": "false"}}


def refuse(**elements: object) -> Body:
    defaults: Body = {"Action": "s3:*", "Resource": BOTH, "Condition": CLEAR}
    if "NotAction" in elements:
        del defaults["Action"]
    return statement("Deny", **(defaults | elements))


def required(*statements: Body) -> bool:
    return requires_tls({"Statement": list(statements)}, BUCKET)


@pytest.mark.parametrize(
    ("elements", "why"),
    [
        ({}, "as AWS writes it"),
        ({"Principal": {"AWS": "*"}}, "everyone, written otherwise"),
        ({"Action": "*"}, "every action"),
        ({"NotAction": "iam:*"}, "every S3 action"),
        ({"Resource": "*"}, "every resource"),
        ({"Resource": f"{BUCKET}*"}, "a pattern over both"),
        ({"Condition": {"Bool": {"AWS:securetransport": False}}}, "case and JSON false"),
        ({"Condition": {"BoolIfExists": {"aws:SecureTransport": ["false"]}}}, "IfExists"),
        ({"Condition": {"NumericLessThan": {"s3:TlsVersion": 1.2}}}, "older than 1.2"),
        ({"Condition": {"NumericLessThan": {"s3:TlsVersion": "1.3"}}}, "older than 1.3"),
        ({"Condition": {"NumericLessThanEquals": {"s3:TlsVersion": "1.1"}}}, "up to 1.1"),
        ({"Condition": {}}, "denies everything, so this too"),
    ],
)
def test_refuses_clear_text(elements: Body, why: str) -> None:
    assert required(refuse(**elements)), why


@pytest.mark.parametrize(
    ("elements", "why"),
    [
        ({"Principal": {"AWS": OWN}}, "others may"),
        ({"Action": "s3:GetObject"}, "other actions may"),
        ({"Action": ["s3:Get*", "s3:Put*"]}, "other actions may"),
        ({"NotAction": "s3:GetObject"}, "reading may"),
        ({"Resource": BUCKET}, "objects may"),
        ({"Resource": f"{BUCKET}/*"}, "the bucket may"),
        ({"Resource": ["arn:aws:s3:::other", "arn:aws:s3:::other/*"]}, "another bucket"),
        ({"Resource": [BUCKET, f"{BUCKET}/AWSLogs/*"]}, "other objects may"),
        ({"Condition": {"Bool": {"aws:SecureTransport": "true"}}}, "the wrong way round"),
        ({"Condition": CLEAR | {"StringEquals": {"aws:PrincipalAccount": OWN}}}, "others may"),
        (
            {
                "Condition": {
                    "Bool": {"aws:SecureTransport": "false", "aws:ViaAWSService": "false"}
                }
            },
            "services may",
        ),
        ({"Condition": {"NumericLessThan": {"s3:TlsVersion": 1.1}}}, "1.1 is let in"),
        ({"Condition": {"NumericGreaterThan": {"s3:TlsVersion": 1.2}}}, "the wrong way round"),
        ({"Condition": {"NumericLessThan": {"s3:TlsVersion": "new"}}}, "no version"),
        ({"Condition": {"Null": {"aws:SecureTransport": "false"}}}, "another question"),
    ],
)
def test_lets_clear_text_in(elements: Body, why: str) -> None:
    assert not required(refuse(**elements)), why


def test_a_deny_that_spares_somebody_does_not_count() -> None:
    spared = refuse(NotPrincipal={"AWS": OWN})
    assert not required(spared)


def test_bucket_and_objects_may_stand_in_two_statements() -> None:
    assert required(refuse(Resource=BUCKET), refuse(Sid="Objects", Resource=f"{BUCKET}/*"))


def test_an_allow_that_asks_for_tls_refuses_nothing() -> None:
    assert not required(allow(Condition={"Bool": {"aws:SecureTransport": "true"}}))
