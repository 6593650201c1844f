"""kms.iam-no-decrypt-all-keys: no customer policy decrypts with every key."""

import json
from typing import Any

import pytest

from compliance.collectors.iam import IAM_POLICY
from compliance.collectors.resource import GLOBAL
from compliance.controls.kms.iam_no_decrypt_all_keys import judge
from tests.compliance.controls.resources import OWNER, Denied, judge_outcome, resource

ONE_KEY = f"arn:aws:kms:eu-west-1:{OWNER}:key/k-1"
BY_ALIAS = {"StringEquals": {"kms:RequestAlias": "alias/app"}}


def document(action: str | list[str], target: str = "*", **more: Any) -> dict[str, Any]:
    statement = {"Effect": "Allow", "Action": action, "Resource": target, **more}
    return {"Version": "2012-10-17", "Statement": [statement]}


@pytest.mark.parametrize(
    ("policy", "status", "reason"),
    [
        pytest.param(document("kms:Decrypt"), "fail", "by statement #1.", id="decrypt"),
        pytest.param(document("kms:ReEncryptFrom"), "fail", "with every key", id="re-encrypt"),
        pytest.param(document("kms:*"), "fail", "with every key", id="all of KMS"),
        pytest.param(document("kms:De*"), "fail", "with every key", id="wildcard in the action"),
        pytest.param(document("*"), "fail", "with every key", id="administrator"),
        pytest.param(document("KMS:decrypt"), "fail", "with every key", id="case does not matter"),
        pytest.param(
            document(["s3:GetObject", "kms:Decrypt"]), "fail", "with every key", id="among others"
        ),
        pytest.param(
            document("kms:Decrypt", "arn:aws:kms:*:*:key/*"), "fail", "every key", id="all ARNs"
        ),
        pytest.param(
            document("kms:Decrypt", "arn:*:kms:*:*:key/*"), "fail", "every key", id="partitions"
        ),
        pytest.param(
            document("kms:Decrypt", Condition=BY_ALIAS),
            "fail",
            "every key",
            id="conditions are ignored, as by AWS",
        ),
        pytest.param(document("kms:Decrypt", ONE_KEY), "pass", "does not allow", id="one key"),
        pytest.param(document("kms:Encrypt"), "pass", "does not allow", id="only encrypt"),
        pytest.param(document("kms:Describe*"), "pass", "does not allow", id="only describe"),
        pytest.param(document("s3:*"), "pass", "does not allow", id="another service"),
        pytest.param(document("kms:Decrypt", Effect="Deny"), "pass", "does not allow", id="deny"),
        pytest.param(
            json.dumps(document("kms:Decrypt")), "fail", "every key", id="document as text"
        ),
        pytest.param("{not json", "not_determined", "could not be understood", id="malformed"),
    ],
)
@pytest.mark.parametrize("inline", [False, True])
def test_policy_names_its_keys(
    policy: dict[str, Any] | str, status: str, reason: str, *, inline: bool
) -> None:
    facts = {"Document": policy, "Inline": inline, "Attachments": 1}
    arn = f"arn:aws:iam::{OWNER}:policy/app"
    outcome = judge_outcome(judge, resource(arn, IAM_POLICY, GLOBAL, document=facts))
    assert outcome.status == status
    assert reason in outcome.reason


def test_policy_attached_to_nobody_is_judged_without_keys_in_the_estate() -> None:
    facts = {"Document": document("kms:*"), "Inline": False, "Attachments": 0}
    arn = f"arn:aws:iam::{OWNER}:policy/app"
    subject = resource(arn, IAM_POLICY, GLOBAL, document=facts)
    assert judge_outcome(judge, subject).status == "fail"


def test_policy_that_was_not_read() -> None:
    denied = Denied("iam:GetAccountAuthorizationDetails")
    arn = f"arn:aws:iam::{OWNER}:policy/app"
    outcome = judge_outcome(judge, resource(arn, IAM_POLICY, GLOBAL, document=denied))
    assert outcome.status == "not_determined"
    assert "iam:GetAccountAuthorizationDetails: Access" in outcome.reason


def test_policy_of_aws_is_not_judged() -> None:
    facts = {"ManagedByAws": True, "Attachments": 1}
    subject = resource("arn:aws:iam::aws:policy/X", IAM_POLICY, GLOBAL, document=facts)
    assert judge_outcome(judge, subject).status == "not_applicable"
