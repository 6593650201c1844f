"""kms.grants-known: no grant lets an unknown outsider decrypt."""

from typing import Any

import pytest

from compliance.collectors.resource import Resource
from compliance.controls.kms.grants_known import judge
from tests.compliance.controls.kms.keys import DESCRIBE_DENIED, aws_key, key
from tests.compliance.controls.resources import OWNER, STRANGER, Denied, judge_outcome

PARTNER = "777788889999"
OWN = f"arn:aws:iam::{OWNER}:role/orders"
AGENCY = f"arn:aws:iam::{STRANGER}:role/reader"


def grant(grantee: str | None, *operations: str, **more: Any) -> dict[str, Any]:
    """A grant, to decrypt unless other operations are named."""
    named = {} if grantee is None else {"GranteePrincipal": grantee}
    return {"Operations": list(operations or ["Decrypt"]), **named, **more}


def granted(*grants: dict[str, Any]) -> Resource:
    return key(facts={"grants": {"Grants": list(grants)}})


@pytest.mark.parametrize(
    ("subject", "status", "reason"),
    [
        pytest.param(granted(), "pass", "No grant", id="no grants"),
        pytest.param(granted(grant(OWN)), "pass", "No grant", id="own role"),
        pytest.param(
            granted(grant(f"arn:aws:sts::{OWNER}:assumed-role/orders/i-0a1")), "pass", "", id="own"
        ),
        pytest.param(granted(grant(f"arn:aws:iam::{PARTNER}:root")), "pass", "", id="trusted"),
        pytest.param(
            granted(grant(OWN), grant(AGENCY)), "fail", f"on the list: {AGENCY}.", id="stranger"
        ),
        pytest.param(
            granted(grant(f"arn:aws:sts::{STRANGER}:federated-user/x")), "fail", "", id="federated"
        ),
        pytest.param(granted(grant(AGENCY, "GenerateDataKey")), "fail", "", id="data keys"),
        pytest.param(granted(grant(AGENCY, "ReEncryptFrom")), "fail", "", id="encrypt again"),
        pytest.param(granted(grant(AGENCY, "CreateGrant")), "fail", "", id="hand it on"),
        pytest.param(
            granted(grant(AGENCY, "Encrypt", "DescribeKey", "GenerateDataKeyWithoutPlaintext")),
            "pass",
            "No grant",
            id="operations that open nothing",
        ),
        pytest.param(
            granted({"GranteePrincipal": AGENCY}), "fail", AGENCY, id="operations not told"
        ),
        pytest.param(
            granted(grant(None, GranteeServicePrincipal="ebs.amazonaws.com")), "pass", "", id="EBS"
        ),
        pytest.param(
            granted(grant("dynamodb.eu-west-1.amazonaws.com")), "pass", "", id="service as grantee"
        ),
        pytest.param(granted(grant("AROAEXAMPLEID1234567A")), "pass", "", id="deleted role"),
        pytest.param(granted(grant("somebody")), "not_determined", "somebody", id="unreadable"),
        pytest.param(granted(grant(None)), "not_determined", "not known whose", id="no grantee"),
        pytest.param(
            granted(grant("somebody"), grant(AGENCY)), "fail", AGENCY, id="stranger among unread"
        ),
        pytest.param(
            key(facts={"grants": Denied("kms:ListGrants")}),
            "not_determined",
            "kms:ListGrants",
            id="denied",
        ),
        pytest.param(
            key(denied=DESCRIBE_DENIED), "not_determined", "kms:DescribeKey", id="unknown key"
        ),
        pytest.param(aws_key(), "not_applicable", "managed by AWS", id="AWS managed"),
    ],
)
def test_grantees_are_known(subject: Resource, status: str, reason: str) -> None:
    outcome = judge_outcome(judge, subject, trusted_accounts=[PARTNER])
    assert outcome.status == status
    assert reason in outcome.reason


def test_nobody_outside_is_trusted_by_default() -> None:
    subject = granted(grant(f"arn:aws:iam::{PARTNER}:root"))
    assert judge_outcome(judge, subject).status == "fail"
