"""ssm.secrets-belong-in-secrets-manager: what has to rotate is where it can."""

import pytest

from compliance.collectors.resource import Resource
from compliance.controls.ssm.secrets_belong_in_secrets_manager import judge
from tests.compliance.controls.resources import judge_outcome
from tests.compliance.controls.ssm.parameters import TAGS_DENIED, parameter, secure, unlisted


@pytest.mark.parametrize(
    ("subject", "status", "reason"),
    [
        pytest.param(secure(), "fail", "The name looks like", id="credential by its name"),
        pytest.param(
            secure("/shop/salt", Description="API key of the depot"),
            "pass",
            "look like",
            id="two words are not the pattern's one",
        ),
        pytest.param(
            secure("/shop/salt", Description="api-key of the depot"),
            "fail",
            "The description looks",
            id="by its description",
        ),
        pytest.param(
            secure("/shop/salt", tags={"kind": "token"}), "fail", "The tag kind", id="by a tag"
        ),
        pytest.param(secure("/shop/salt"), "pass", "Neither name", id="no credential"),
        pytest.param(
            secure("/shop/salt", tags=TAGS_DENIED), "not_determined", "AccessDenied", id="tags"
        ),
        pytest.param(
            parameter("/shop/password"),
            "not_applicable",
            "ssm.no-plaintext-secrets judges",
            id="clear text is another control's",
        ),
        pytest.param(unlisted(), "not_determined", "ssm:DescribeParameters", id="denied"),
    ],
)
def test_credentials_are_where_they_can_rotate(
    subject: Resource, status: str, reason: str
) -> None:
    outcome = judge_outcome(judge, subject)
    assert outcome.status == status
    assert reason in outcome.reason
