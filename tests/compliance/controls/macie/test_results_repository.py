"""macie.results-repository: results are kept in an encrypted bucket."""

import pytest

from compliance.collectors.resource import Resource
from compliance.controls.macie.results_repository import judge
from tests.compliance.controls.macie.sessions import OFF, SESSION_DENIED, session
from tests.compliance.controls.resources import Denied, Facts, judge_outcome

KEY = "arn:aws:kms:eu-west-1:111122223333:key/0c1d"


def exported(**destination: str) -> Facts:
    """The configuration with this destination."""
    return {"configuration": {"s3Destination": destination}}


@pytest.mark.parametrize(
    ("subject", "expected", "reason"),
    [
        pytest.param(
            session(export=exported(bucketName="results", kmsKeyArn=KEY)), "pass", KEY, id="kept"
        ),
        pytest.param(
            session(export=exported(bucketName="results")), "fail", "without a KMS", id="no key"
        ),
        pytest.param(session(export={"configuration": {}}), "fail", "No bucket", id="no bucket"),
        pytest.param(session(export={}), "fail", "No bucket", id="not configured"),
        pytest.param(session(state=OFF), "fail", "Nothing is kept", id="macie off"),
        pytest.param(session("PAUSED"), "fail", "Nothing is kept", id="macie paused"),
        pytest.param(
            session(export=Denied("macie2:GetClassificationExportConfiguration")),
            "not_determined",
            "Access",
            id="denied",
        ),
        pytest.param(session(state=SESSION_DENIED), "not_determined", "Access", id="unknown"),
    ],
)
def test_results_are_kept(subject: Resource, expected: str, reason: str) -> None:
    found = judge_outcome(judge, subject)
    assert found.status == expected
    assert reason in found.reason
