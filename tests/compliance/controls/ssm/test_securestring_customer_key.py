"""ssm.securestring-customer-key: the key of SecureStrings is the customer's."""

import pytest

from compliance.collectors.kms import KMS_ALIAS, KMS_KEY
from compliance.collectors.resource import Resource
from compliance.controls.ssm.securestring_customer_key import judge
from tests.compliance.controls.resources import HOME, OWNER, STRANGER, judge_outcome, resource
from tests.compliance.controls.ssm.parameters import parameter, secure, unlisted

KEY_ARN = f"arn:aws:kms:{HOME}:{OWNER}:key/k-1"
ALIAS_ARN = f"arn:aws:kms:{HOME}:{OWNER}:alias/aws/ssm"


def key(manager: str) -> Resource:
    return resource(KEY_ARN, KMS_KEY, metadata={"KeyMetadata": {"KeyManager": manager}})


def service_alias(target: str) -> Resource:
    return resource(
        ALIAS_ARN, KMS_ALIAS, alias={"AliasName": "alias/aws/ssm", "TargetKeyId": target}
    )


@pytest.mark.parametrize(
    ("reference", "others", "status", "reason"),
    [
        pytest.param("alias/aws/ssm", [], "fail", "AWS managed", id="service alias"),
        pytest.param(ALIAS_ARN, [], "fail", "AWS managed", id="its ARN"),
        pytest.param(None, [], "fail", "AWS managed", id="no key is AWS's key"),
        pytest.param("alias/shop", [], "pass", "alias/shop", id="own alias"),
        pytest.param("k-1", [key("CUSTOMER")], "pass", "k-1", id="own key"),
        pytest.param(KEY_ARN, [key("AWS")], "fail", "AWS managed", id="AWS managed key"),
        pytest.param(KEY_ARN, [service_alias("k-1")], "fail", "AWS managed", id="alias points"),
        pytest.param(KEY_ARN, [service_alias("k-2")], "pass", KEY_ARN, id="points elsewhere"),
        pytest.param(
            f"arn:aws:kms:{HOME}:{STRANGER}:key/k-1", [], "pass", STRANGER, id="other account"
        ),
        pytest.param(KEY_ARN, [], "not_determined", "not among the resources", id="unknown key"),
    ],
)
def test_key_is_the_customers(
    reference: str | None, others: list[Resource], status: str, reason: str
) -> None:
    outcome = judge_outcome(judge, secure(KeyId=reference), others=others)
    assert outcome.status == status
    assert reason in outcome.reason


def test_clear_text_has_no_key() -> None:
    assert judge_outcome(judge, parameter()).status == "not_applicable"


def test_unlisted_parameter() -> None:
    assert judge_outcome(judge, unlisted()).status == "not_determined"
