"""config.noncompliant-rules: the share of the rules that have a result."""

import pytest

from compliance.controls.config.noncompliant_rules import judge
from tests.compliance.controls.config.recordings import place
from tests.compliance.controls.resources import Denied, Facts, judge_outcome

BROKEN, KEPT = "NON_COMPLIANT", "COMPLIANT"
OTHERS = ("NOT_APPLICABLE", "INSUFFICIENT_DATA")


def rules(*results: str) -> Facts:
    """The answer with a rule for each result."""
    listed = [
        {"ConfigRuleName": f"rule-{number}", "Compliance": {"ComplianceType": one}}
        for number, one in enumerate(results)
    ]
    return {"ComplianceByConfigRules": listed}


@pytest.mark.parametrize(
    ("found", "status", "reason"),
    [
        pytest.param(rules(KEPT), "pass", "0 of 1", id="all kept"),
        pytest.param(rules(*[KEPT] * 9, BROKEN), "pass", "1 of 10", id="at the limit"),
        pytest.param(rules(*[KEPT] * 8, BROKEN), "fail", "1 of 9", id="above"),
        pytest.param(rules(BROKEN), "fail", "at most 10% may be", id="none kept"),
        pytest.param(
            rules(*[KEPT] * 8, BROKEN, *OTHERS),
            "fail",
            "1 of 9 rules with a result are not complied with, 2 have none",
            id="rules without a result do not dilute",
        ),
        pytest.param(rules(*OTHERS), "not_determined", "None of 2 rules", id="no result"),
        pytest.param(
            {"ComplianceByConfigRules": [{"ConfigRuleName": "new"}]},
            "not_determined",
            "None of 1",
            id="not told",
        ),
        pytest.param(rules(), "not_applicable", "no rules", id="no rules"),
        pytest.param(
            Denied("config:DescribeComplianceByConfigRule"),
            "not_determined",
            "Access",
            id="denied",
        ),
    ],
)
def test_few_rules_are_broken(found: Facts | Denied, status: str, reason: str) -> None:
    outcome = judge_outcome(judge, place(rules=found))
    assert outcome.status == status
    assert reason in outcome.reason


def test_the_share_is_a_parameter() -> None:
    assert judge_outcome(judge, place(rules=rules(KEPT, BROKEN)), max_share=0.5).status == "pass"
