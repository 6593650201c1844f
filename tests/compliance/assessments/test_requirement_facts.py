"""What AWS's own reports and agreements support, and that they decide nothing."""

import pytest

from compliance.assessments.facts import ControlFacts, FindingFacts, RequirementFacts
from compliance.assessments.requirement_facts import requirement_facts
from compliance.frameworks.catalogue import frameworks
from compliance.frameworks.framework import Framework

FIRST, SECOND = "111122223333", "444455556666"
BAA = "artifact.hipaa-baa-active"


@pytest.fixture
def hipaa() -> Framework:
    return frameworks()["hipaa"]


def judged(*found: tuple[str, str, str]) -> ControlFacts:
    """The control with account, status and reason of each finding."""
    findings = tuple(
        FindingFacts(
            account=account,
            region="global",
            resource=f"arn:aws:iam::{account}:root",
            status=status,
            reason=reason,
            since="2026-03-31T22:01:00+00:00",
            snapshot=1,
        )
        for account, status, reason in found
    )
    return ControlFacts(
        id=BAA,
        version=1,
        title="An addendum is active",
        severity="critical",
        risk="",
        remediation="",
        source="",
        status=found[0][1] if found else "not_determined",
        counts={},
        findings=findings,
    )


def contract(framework: Framework, *controls: ControlFacts) -> RequirementFacts:
    """A requirement of what a contract provides, held against two accounts."""
    found = requirement_facts(framework, controls, [FIRST, SECOND])
    return next(one for one in found if one.id == "164.314(a)(2)(i)(A)")


@pytest.mark.parametrize("status", ["pass", "fail", "not_determined", "not_applicable"])
def test_support_decides_no_status(hipaa: Framework, status: str) -> None:
    found = contract(hipaa, judged((FIRST, status, "So."), (SECOND, status, "So.")))

    assert found.status == "needs_evidence"
    (line,) = found.inherited
    assert (line.control, line.title) == (BAA, "An addendum is active")
    assert (line.status, line.reason, line.accounts) == (status, "So.", (FIRST, SECOND))
    assert BAA not in (*found.direct, *found.supporting)


def test_accounts_are_told_apart(hipaa: Framework) -> None:
    found = contract(hipaa, judged((FIRST, "pass", "Yes."), (SECOND, "fail", "No.")))

    assert [(one.status, one.accounts) for one in found.inherited] == [
        ("pass", (FIRST,)),
        ("fail", (SECOND,)),
    ]


def test_an_account_that_was_not_judged_is_not_determined(hipaa: Framework) -> None:
    found = contract(hipaa, judged((FIRST, "pass", "Yes.")))

    assert [(one.status, one.accounts) for one in found.inherited] == [
        ("pass", (FIRST,)),
        ("not_determined", (SECOND,)),
    ]


def test_a_control_that_is_missing_is_not_determined(hipaa: Framework) -> None:
    (line,) = contract(hipaa).inherited

    assert (line.status, line.accounts) == ("not_determined", (FIRST, SECOND))


def test_what_aws_answers_for_is_said(hipaa: Framework) -> None:
    found = {one.id: one for one in requirement_facts(hipaa, [], [FIRST])}

    assert "data centres" in found["164.310(a)(1)"].inherited_part
    assert found["164.312(b)"].inherited == ()


def test_facts_from_before_there_was_support_are_still_read(hipaa: Framework) -> None:
    kept = contract(hipaa).model_dump(mode="json")
    del kept["inherited"], kept["inherited_part"]

    assert RequirementFacts.model_validate(kept).inherited == ()
