"""From controls to a requirement: a table of every rule, and what holds for all of them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.assessments.requirement_status import requirement_status, worst
from compliance.controls.control import Status
from compliance.frameworks.framework import (
    ControlRef,
    EvidenceLevel,
    Requirement,
    Strength,
    Superseded,
)

PASS, FAIL = Status.PASS, Status.FAIL
UNKNOWN, NOWHERE = Status.NOT_DETERMINED, Status.NOT_APPLICABLE


def requirement(
    evidence: EvidenceLevel = EvidenceLevel.FULL, *, supporting: tuple[str, ...] = ()
) -> Requirement:
    """A requirement that the direct controls `a` and `b` decide."""
    direct = [ControlRef(id=name, strength=Strength.DIRECT) for name in ("a", "b")]
    beside = [ControlRef(id=name, strength=Strength.SUPPORTING) for name in supporting]
    return Requirement.model_construct(
        id="1.1", evidence=evidence, controls=[*direct, *beside], superseded=None
    )


@pytest.mark.parametrize(
    ("level", "controls", "status"),
    [
        ("full", {"a": PASS, "b": PASS}, "satisfied"),
        ("full", {"a": PASS, "b": NOWHERE}, "satisfied"),
        ("full", {"a": NOWHERE, "b": NOWHERE}, "not_applicable"),
        ("full", {"a": PASS, "b": UNKNOWN}, "not_determined"),
        ("full", {"a": PASS}, "not_determined"),
        ("full", {}, "not_determined"),
        ("full", {"a": FAIL, "b": UNKNOWN}, "not_satisfied"),
        ("full", {"a": FAIL, "b": PASS}, "not_satisfied"),
        ("partial", {"a": PASS, "b": PASS}, "needs_evidence"),
        ("partial", {"a": NOWHERE, "b": NOWHERE}, "needs_evidence"),
        ("partial", {"a": PASS, "b": UNKNOWN}, "not_determined"),
        ("partial", {"a": FAIL, "b": PASS}, "not_satisfied"),
    ],
)
def test_direct_controls_decide(level: str, controls: dict[str, Status], status: str) -> None:
    found, reason = requirement_status(requirement(EvidenceLevel(level)), controls)
    assert found == status
    assert reason.endswith(".")


@pytest.mark.parametrize("beside", list(Status))
def test_supporting_controls_decide_nothing(beside: Status) -> None:
    both = {"a": PASS, "b": PASS, "c": beside}
    found, _ = requirement_status(requirement(supporting=("c",)), both)
    assert found == "satisfied"


def test_the_reason_names_the_controls_that_decided() -> None:
    _, reason = requirement_status(requirement(), {"a": FAIL, "b": FAIL})
    assert reason == "Failing: a, b."
    _, reason = requirement_status(requirement(), {"a": PASS})
    assert reason == "Not determined: b."


def test_without_direct_controls_a_person_has_to_tell() -> None:
    one = Requirement.model_construct(
        id="1.1",
        evidence=EvidenceLevel.SUPPORT,
        controls=[ControlRef(id="c", strength=Strength.SUPPORTING)],
        superseded=None,
    )
    assert requirement_status(one, {"c": PASS})[0] == "needs_evidence"


def test_what_was_replaced_does_not_apply_and_says_by_what() -> None:
    one = requirement().model_copy(
        update={"superseded": Superseded.model_construct(by="2.1", since=date(2025, 3, 31))}
    )
    found, reason = requirement_status(one, {"a": FAIL})
    assert (found, reason) == ("not_applicable", "Replaced by 2.1 since 2025-03-31.")


@given(
    level=st.sampled_from(EvidenceLevel),
    controls=st.dictionaries(st.sampled_from(["a", "b"]), st.sampled_from(Status)),
)
def test_only_passes_alone_ever_satisfy(level: EvidenceLevel, controls: dict[str, Status]) -> None:
    found, _ = requirement_status(requirement(level), controls)
    if found == "satisfied":
        assert set(controls) == {"a", "b"}
        assert PASS in controls.values()
        assert set(controls.values()) <= {PASS, NOWHERE}
    assert (found == "not_satisfied") == (FAIL in controls.values())


def test_the_worst_status_is_the_one_that_asks_for_most() -> None:
    assert worst([PASS, NOWHERE, UNKNOWN, FAIL]) is FAIL
    assert worst([NOWHERE, PASS, UNKNOWN]) is UNKNOWN
    assert worst([NOWHERE, PASS]) is PASS
    assert worst([NOWHERE]) is NOWHERE
    assert worst([]) is None
