"""ssm.documents-not-public: own documents are not everybody's."""

import pytest

from compliance.collectors.resource import Resource
from compliance.controls.ssm.documents_not_public import judge
from tests.compliance.controls.resources import STRANGER, Denied, judge_outcome
from tests.compliance.controls.ssm.parameters import document


@pytest.mark.parametrize(
    ("subject", "status", "reason"),
    [
        pytest.param(document(), "pass", "not shared", id="private"),
        pytest.param(document(STRANGER), "pass", "not shared", id="with one account"),
        pytest.param(document("all"), "fail", "every AWS account", id="public"),
        pytest.param(document(STRANGER, "All"), "fail", "every AWS account", id="public among"),
        pytest.param(
            document("all", Owner="Amazon"), "not_applicable", "owned by Amazon", id="other's"
        ),
        pytest.param(document(Owner=""), "not_determined", "no Owner", id="no owner"),
        pytest.param(
            document(permissions=Denied("ssm:DescribeDocumentPermission")),
            "not_determined",
            "ssm:DescribeDocumentPermission",
            id="denied",
        ),
    ],
)
def test_own_document_is_not_public(subject: Resource, status: str, reason: str) -> None:
    outcome = judge_outcome(judge, subject)
    assert outcome.status == status
    assert reason in outcome.reason
