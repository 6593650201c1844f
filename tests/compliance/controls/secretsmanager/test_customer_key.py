"""secretsmanager.customer-key: the encryption key is the customer's."""

import pytest

from compliance.collectors.kms import KMS_ALIAS, KMS_KEY
from compliance.collectors.resource import Resource
from compliance.collectors.secretsmanager import SECRET
from compliance.controls.secretsmanager.customer_key import judge
from tests.compliance.controls.resources import (
    HOME,
    OWNER,
    STRANGER,
    Denied,
    judge_outcome,
    resource,
)
from tests.compliance.controls.secretsmanager.secrets import DELETED, arn, secret

KEY_ARN = f"arn:aws:kms:{HOME}:{OWNER}:key/k-1"
ALIAS_ARN = f"arn:aws:kms:{HOME}:{OWNER}:alias/aws/secretsmanager"


def key(manager: str | None = "", region: str = HOME) -> Resource:
    """A key and its manager: None where AWS names none, empty where AWS denies to describe it."""
    metadata = (
        {"KeyMetadata": {"KeyManager": manager}} if manager != "" else Denied("kms:DescribeKey")
    )
    return resource(KEY_ARN.replace(HOME, region), KMS_KEY, region, metadata=metadata)


def service_alias(target: str = "k-1", region: str = HOME) -> Resource:
    alias = {"AliasName": "alias/aws/secretsmanager", "TargetKeyId": target}
    return resource(ALIAS_ARN.replace(HOME, region), KMS_ALIAS, region, alias=alias)


@pytest.mark.parametrize(
    ("reference", "others", "status", "reason"),
    [
        pytest.param(None, [], "fail", "AWS managed key", id="no key"),
        pytest.param("", [], "fail", "AWS managed key", id="empty"),
        pytest.param("alias/aws/secretsmanager", [], "fail", "AWS managed", id="service alias"),
        pytest.param(ALIAS_ARN, [], "fail", "AWS managed", id="ARN of the service alias"),
        pytest.param("alias/secrets", [], "pass", "alias/secrets", id="own alias"),
        pytest.param(
            f"arn:aws:kms:{HOME}:{OWNER}:alias/secrets", [], "pass", "alias/secrets", id="its ARN"
        ),
        pytest.param(
            "alias/awsome", [], "pass", "alias/awsome", id="own alias that only begins alike"
        ),
        pytest.param(KEY_ARN, [key("CUSTOMER")], "pass", KEY_ARN, id="own key"),
        pytest.param("k-1", [key("CUSTOMER")], "pass", "k-1", id="own key by id"),
        pytest.param(KEY_ARN, [key("AWS")], "fail", "AWS managed", id="AWS managed key by ARN"),
        pytest.param("k-1", [key("AWS")], "fail", "AWS managed", id="AWS managed key by id"),
        pytest.param(
            f"arn:aws:kms:{HOME}:{STRANGER}:key/k-1",
            [key("AWS")],
            "pass",
            STRANGER,
            id="key of another account, which can only be a customer's",
        ),
        pytest.param(
            KEY_ARN, [key()], "not_determined", "kms:DescribeKey: Access", id="key denied"
        ),
        pytest.param(
            KEY_ARN, [key(None)], "not_determined", "who manages", id="key without a manager"
        ),
        pytest.param(KEY_ARN, [], "not_determined", "not among the resources", id="key not read"),
        pytest.param(
            KEY_ARN,
            [key(), service_alias()],
            "fail",
            "AWS managed",
            id="key denied, but the service alias points to it",
        ),
        pytest.param(
            "k-1", [service_alias("k-2")], "pass", "k-1", id="the service alias points elsewhere"
        ),
        pytest.param(
            "k-1",
            [service_alias("k-2", region="us-east-1")],
            "not_determined",
            "not among the resources",
            id="alias of another Region tells nothing",
        ),
        pytest.param(
            KEY_ARN,
            [key(), service_alias(target="")],
            "not_determined",
            "kms:DescribeKey",
            id="service alias without a key",
        ),
    ],
)
def test_key_is_the_customers(
    reference: str | None, others: list[Resource], status: str, reason: str
) -> None:
    outcome = judge_outcome(judge, secret(KmsKeyId=reference), others=others)
    assert outcome.status == status
    assert reason in outcome.reason


def test_reason_speaks_of_control_not_of_clear_text() -> None:
    assert "is encrypted" in judge_outcome(judge, secret()).reason


def test_secret_being_deleted_is_still_stored() -> None:
    assert judge_outcome(judge, secret(**DELETED)).status == "fail"


def test_secret_that_was_not_listed() -> None:
    subject = resource(arn(), SECRET, secret=Denied("secretsmanager:ListSecrets"))
    assert judge_outcome(judge, subject).status == "not_determined"
