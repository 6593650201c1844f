"""The HIPAA pack against the shape of 45 CFR Part 164 Subpart C and its Appendix A."""

import re
from collections import Counter

import pytest

from compliance.frameworks.catalogue import frameworks
from compliance.frameworks.framework import Designation, EvidenceLevel, Framework, Kind, Strength

ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}


@pytest.fixture
def hipaa() -> Framework:
    return frameworks()["hipaa"]


def paragraph(requirement_id: str) -> list[int | str]:
    """A key in the order of the regulation: (a), then (1), then (i), then (A)."""
    section, *marks = re.findall(r"[^()]+", requirement_id)
    return [
        section,
        *(
            int(mark) if mark.isdigit() else ROMAN[mark] if level == 2 else mark
            for level, mark in enumerate(marks)
        ),
    ]


def test_it_has_every_standard_specification_and_clause(hipaa: Framework) -> None:
    assert len(hipaa.requirements) == 71
    assert Counter(one.kind for one in hipaa.requirements) == {
        Kind.STANDARD: 22,
        Kind.SPECIFICATION: 48,
        Kind.CLAUSE: 1,
    }


def test_specifications_are_required_or_addressable_as_the_rule_counts(hipaa: Framework) -> None:
    specifications = [one for one in hipaa.requirements if one.kind is Kind.SPECIFICATION]
    assert Counter(one.designation for one in specifications) == {
        Designation.REQUIRED: 26,
        Designation.ADDRESSABLE: 22,
    }


def test_a_standard_is_required_exactly_if_it_has_no_specification(hipaa: Framework) -> None:
    detailed = {one.parent for one in hipaa.requirements if one.kind is Kind.SPECIFICATION}
    # 164.316(a) is a standard alone, and the regulation marks it neither way.
    standards = [one for one in hipaa.requirements if one.kind is Kind.STANDARD]
    required = {one.id for one in standards if one.designation is Designation.REQUIRED}
    assert required == {one.id for one in standards} - detailed - {"164.316(a)"}


def test_families_are_the_sections_of_the_subpart(hipaa: Framework) -> None:
    assert Counter(one.group for one in hipaa.requirements) == {
        "164.308": 31,
        "164.310": 12,
        "164.312": 12,
        "164.314": 11,
        "164.316": 5,
    }
    assert all(one.id.startswith(one.group) for one in hipaa.requirements)


def test_every_specification_details_a_standard_of_its_paragraph(hipaa: Framework) -> None:
    for one in hipaa.requirements:
        if one.kind is Kind.STANDARD:
            assert one.parent is None
            continue
        assert one.parent is not None
        assert hipaa.requirement(one.parent).kind is Kind.STANDARD
        assert one.id.split("(")[:2] == one.parent.split("(")[:2]


def test_requirements_stand_in_the_order_of_the_regulation(hipaa: Framework) -> None:
    ids = [one.id for one in hipaa.requirements]
    assert ids == sorted(ids, key=paragraph)


def test_the_regulation_is_quoted_throughout(hipaa: Framework) -> None:
    assert hipaa.quotes_text
    assert "public domain" in hipaa.licence
    assert all(one.text for one in hipaa.requirements)
    assert hipaa.requirement("164.312(b)").text == (
        "Implement hardware, software, and/or procedural mechanisms that record and examine "
        "activity in information systems that contain or use electronic protected health "
        "information."
    )


def test_no_requirement_is_satisfied_by_these_controls_alone(hipaa: Framework) -> None:
    # Every standard asks for procedures; its one `full` specification needs AWS's agreement.
    assert EvidenceLevel.FULL not in {one.evidence for one in hipaa.requirements}


def test_the_six_years_decide_no_requirement(hipaa: Framework) -> None:
    assert hipaa.parameters == {"cloudtrail.bucket-retention": {"min_days": 2190}}
    strengths = {
        named.strength
        for one in hipaa.requirements
        for named in one.controls
        if named.id == "cloudtrail.bucket-retention"
    }
    assert strengths == {Strength.SUPPORTING}
