import pytest

from compliance.policies.identity import grants_administration, grants_on_every_key
from compliance.policies.verdict import PolicyMalformed

ACTIONS = ("kms:Decrypt", "kms:ReEncryptFrom")
KEY = "arn:aws:kms:eu-west-1:111111111111:key/1234"


def policy(**elements: object) -> dict[str, object]:
    statement = {"Sid": "Use", "Effect": "Allow", "Action": "kms:Decrypt", "Resource": "*"}
    return {"Version": "2012-10-17", "Statement": [statement | elements]}


def without(name: str, **elements: object) -> dict[str, object]:
    statement: dict[str, object] = {"Effect": "Allow", "Action": "kms:Decrypt", "Resource": "*"}
    del statement[name]
    return {"Statement": statement | elements}


@pytest.mark.parametrize(
    "resource",
    [
        "*",
        "arn:*",
        "arn:aws:kms:*",
        "arn:aws:kms:*:*:key/*",
        "arn:*:kms:*:111111111111:*",
        "arn:aws-cn:kms:*:111111111111:key/*",
        "arn:aws:kms:eu-west-1:111111111111:key/*",
        "arn:aws:kms:eu-west-1:*",
        "arn:aws:*:*:*:k*",
        [KEY, "*"],
    ],
)
def test_resource_patterns_that_are_every_key(resource: object) -> None:
    assert grants_on_every_key(policy(Resource=resource), ACTIONS) == ["Use"]


@pytest.mark.parametrize(
    "resource",
    [
        KEY,
        [KEY, KEY + "5"],
        "arn:aws:kms:eu-west-1:111111111111:key/12*",
        "arn:aws:kms:*:*:key/mrk-*",
        "arn:aws:kms:*:*:alias/*",
        "arn:aws:s3:::*",
        "arn:aws:kms:*:*:key/????",
        "arn:AWS:KMS:*:*:key/*",
    ],
)
def test_resource_patterns_that_are_not_every_key(resource: object) -> None:
    assert grants_on_every_key(policy(Resource=resource), ACTIONS) == []


@pytest.mark.parametrize(
    ("action", "granted"),
    [
        ("*", True),
        ("kms:*", True),
        ("KMS:decrypt", True),
        ("kms:De*", True),
        ("kms:ReEncrypt*", True),
        ("kms:?ecrypt", True),
        (["kms:Encrypt", "kms:Decrypt"], True),
        ("kms:Describe*", False),
        ("kms:ReEncryptTo", False),
        ("s3:*", False),
    ],
)
def test_action_patterns(action: object, granted: object) -> None:
    assert bool(grants_on_every_key(policy(Action=action), ACTIONS)) is granted


def test_inverted_elements_leave_the_rest_open() -> None:
    assert grants_on_every_key(without("Action", NotAction="iam:*"), ACTIONS) == ["#1"]
    assert grants_on_every_key(without("Action", NotAction="kms:*"), ACTIONS) == []
    assert grants_on_every_key(without("Resource", NotResource=KEY), ACTIONS) == ["#1"]


def test_conditions_do_not_excuse_and_denies_do_not_grant() -> None:
    condition = {"StringEquals": {"kms:ViaService": "s3.eu-west-1.amazonaws.com"}}
    assert grants_on_every_key(policy(Condition=condition), ACTIONS) == ["Use"]
    assert grants_on_every_key(policy(Effect="Deny"), ACTIONS) == []


def test_a_resource_policy_is_not_an_identity_policy() -> None:
    with pytest.raises(PolicyMalformed, match="principal"):
        grants_on_every_key(policy(Principal="*"), ACTIONS)


MANY = [f"s3:Get{number}" for number in range(9)]


@pytest.mark.parametrize(
    "elements",
    [
        {"Action": "*"},
        {"Action": "**"},
        {"Action": "*:*"},
        {"Action": "?*:*"},
        {"Action": ["s3:*", "*"]},
        {"Action": "*", "Resource": "arn:*"},
        {"Action": "*", "Resource": "arn:aws:*"},
        {"Action": "*", "Resource": ["arn:aws:s3:::b", "arn:aws-cn:*:*:*:*"]},
        {"Action": "*", "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}}},
        {"NotAction": "organizations:*"},
        {"NotAction": ["iam:*", "organizations:*", "account:*"]},
        # IAM is left to the holder, who can have the rest by it.
        {"NotAction": MANY},
        {"NotAction": [*MANY, "iam:DeleteUser"]},
    ],
)
def test_statements_that_are_administration(elements: dict[str, object]) -> None:
    found = grants_administration(without("Action", **elements), tiny_exceptions=5)
    assert found == ["#1"]


def test_resources_that_are_all_but_some() -> None:
    elements = {"Action": "*", "NotResource": "arn:aws:s3:::one"}
    assert grants_administration(without("Resource", **elements), tiny_exceptions=5) == ["#1"]


@pytest.mark.parametrize(
    "elements",
    [
        {"Action": "iam:*"},
        {"Action": "i*:*"},
        {"Action": ["s3:*", "ec2:*"]},
        {"Action": "*", "Effect": "Deny"},
        {"Action": "*", "Resource": "arn:aws:s3:::*"},
        {"Action": "*", "Resource": "arn:aws:*:eu-west-1:*:*"},
        {"NotAction": "*"},
        {"NotAction": "*:*"},
        {"NotAction": [*MANY, "iam:*"]},
    ],
)
def test_statements_that_are_not_administration(elements: dict[str, object]) -> None:
    assert grants_administration(without("Action", **elements), tiny_exceptions=5) == []


def test_not_resource_of_everything_reaches_nothing() -> None:
    elements = {"Action": "*", "NotResource": "*"}
    assert grants_administration(without("Resource", **elements), tiny_exceptions=5) == []
