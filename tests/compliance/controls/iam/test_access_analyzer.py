"""iam.access-analyzer: an external access analyzer is active in the Region."""

import pytest

from compliance.collectors.accessanalyzer import ANALYZERS
from compliance.controls.iam.access_analyzer import judge
from tests.compliance.controls.resources import HOME, OWNER, Denied, judge_outcome, resource

ARN = f"arn:aws:access-analyzer:{HOME}:{OWNER}:analyzers"


def analyzer(kind: str, status: str = "ACTIVE") -> dict[str, str]:
    """An entry of ListAnalyzers."""
    return {"name": kind.lower(), "type": kind, "status": status}


@pytest.mark.parametrize(
    ("analyzers", "status", "reason"),
    [
        pytest.param([analyzer("ACCOUNT")], "pass", "analyzer account", id="account"),
        pytest.param([analyzer("ORGANIZATION")], "pass", "organization", id="organization"),
        pytest.param([], "fail", "has no external access analyzer", id="none"),
        pytest.param(
            [analyzer("ACCOUNT_UNUSED_ACCESS"), analyzer("ORGANIZATION_INTERNAL_ACCESS")],
            "fail",
            "has no external",
            id="other types do not count",
        ),
        pytest.param(
            [analyzer("ACCOUNT", "CREATING")], "fail", "account is CREATING", id="not yet"
        ),
        pytest.param(
            [analyzer("ORGANIZATION", "FAILED")], "fail", "organization is FAILED", id="failed"
        ),
    ],
)
def test_analyzer_is_active(analyzers: list[dict[str, str]], status: str, reason: str) -> None:
    subject = resource(ARN, ANALYZERS, analyzers={"analyzers": analyzers})
    outcome = judge_outcome(judge, subject)
    assert outcome.status == status
    assert reason in outcome.reason


def test_analyzers_that_could_not_be_listed() -> None:
    denied = Denied("accessanalyzer:ListAnalyzers")
    outcome = judge_outcome(judge, resource(ARN, ANALYZERS, analyzers=denied))
    assert outcome.status == "not_determined"
    assert "accessanalyzer:ListAnalyzers" in outcome.reason
