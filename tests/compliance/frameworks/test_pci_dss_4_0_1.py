"""The PCI DSS pack against the numbering of version 4.0.1."""

from collections import Counter
from datetime import date

import pytest

from compliance.frameworks.catalogue import frameworks
from compliance.frameworks.framework import CustomizedApproach, EvidenceLevel, Framework, Strength


@pytest.fixture
def pci() -> Framework:
    return frameworks()["pci_dss_4_0_1"]


def numbered(requirement_id: str) -> tuple[bool, list[int]]:
    """A key that puts 1.2.10 after 1.2.9, and the appendices after 12."""
    is_appendix = requirement_id.startswith("A")
    return is_appendix, [int(part) for part in requirement_id.removeprefix("A").split(".")]


def test_it_has_every_requirement_of_the_body_and_the_appendices(pci: Framework) -> None:
    appendix = [one for one in pci.requirements if one.id.startswith("A")]
    assert len(pci.requirements) - len(appendix) == 250
    assert Counter(one.id.partition(".")[0] for one in appendix) == {"A1": 7, "A2": 3, "A3": 20}


def test_principal_requirements_and_sections_are_its_groups(pci: Framework) -> None:
    top = [one.id for one in pci.groups if one.parent is None]
    assert top == [*map(str, range(1, 13)), "A1", "A2", "A3"]
    sections = [one for one in pci.groups if one.parent and not one.id.startswith("A")]
    assert len(sections) == 63
    for group in pci.groups:
        assert group.parent in {None, group.id.rpartition(".")[0]}


def test_a_requirement_stands_in_the_section_and_below_the_requirement_of_its_number(
    pci: Framework,
) -> None:
    ids = {one.id for one in pci.requirements}
    for one in pci.requirements:
        assert one.group == ".".join(one.id.split(".")[:2])
        above = one.id.rpartition(".")[0]
        assert one.parent == (above if above in ids else None)


def test_requirements_stand_in_the_order_of_their_numbers(pci: Framework) -> None:
    ids = [one.id for one in pci.requirements]
    assert ids == sorted(ids, key=numbered)
    assert ids.index("12.10.1") > ids.index("12.9.2")


def test_nothing_of_the_standard_is_quoted(pci: Framework) -> None:
    assert not pci.quotes_text
    assert "copyright" in pci.licence
    assert "own words" in pci.licence
    assert [one.id for one in pci.requirements if one.text is not None] == []


def test_titles_stand_on_their_own(pci: Framework) -> None:
    # A title that begins so points back to the one before it, which a report may not show.
    pointing = ("It ", "They ", "Their ", "Such ", "Those ", "That ", "How often")
    assert [one.id for one in pci.requirements if one.title.startswith(pointing)] == []


def test_the_future_dated_requirements_bind_since_the_end_of_march_2025(pci: Framework) -> None:
    dated = [one.future_dated for one in pci.requirements if one.future_dated]
    assert len(dated) == 51
    assert {one.effective for one in dated} == {date(2025, 3, 31)}
    assert Counter(one.part for one in dated)["whole requirement"] == 44


def test_the_customized_approach_is_closed_where_the_standard_closes_it(pci: Framework) -> None:
    closed = {
        one.id
        for one in pci.requirements
        if one.customized_approach is CustomizedApproach.NOT_ELIGIBLE
    }
    assert {one.id for one in pci.requirements if one.group.startswith(("A2", "A3"))} <= closed
    assert len({one for one in closed if not one.startswith("A")}) == 7


def test_superseded_requirements_name_what_replaced_them(pci: Framework) -> None:
    replaced = {one.id: one.superseded.by for one in pci.requirements if one.superseded}
    assert replaced == {"6.4.1": "6.4.2", "10.7.1": "10.7.2"}


def test_supporting_controls_alone_prove_nothing(pci: Framework) -> None:
    one = pci.requirement("7.3.3")
    assert {named.strength for named in one.controls} == {Strength.SUPPORTING}
    assert one.evidence is EvidenceLevel.SUPPORT


def test_only_these_requirements_are_satisfied_by_controls_alone(pci: Framework) -> None:
    # Each line is a claim that passing controls prove the requirement for its population.
    proved = {
        one.id: {named.id for named in one.controls if named.strength is Strength.DIRECT}
        for one in pci.requirements
        if one.evidence is EvidenceLevel.FULL
    }
    complete_trail = {"cloudtrail.management-events-complete", "cloudtrail.multi-region-trail"}
    assert proved == {
        "3.7.4": {"kms.rotation-enabled", "kms.rotation-occurred"},
        "8.2.6": {"iam.unused-credentials"},
        "8.3.6": {"iam.password-complexity", "iam.password-length"},
        "8.3.7": {"iam.password-reuse"},
        "8.3.9": {"iam.password-max-age"},
        "10.2.1.2": complete_trail,
        "10.2.1.7": complete_trail,
        "10.2.2": {"cloudtrail.multi-region-trail"},
        "10.3.2": {
            "cloudtrail.bucket-object-lock",
            "cloudtrail.kms-encrypted",
            "cloudtrail.log-file-validation",
        },
        "10.5.1": {"cloudtrail.bucket-retention"},
    }


def test_an_integrity_control_without_an_alert_proves_a_part_only(pci: Framework) -> None:
    assert pci.requirement("10.3.4").evidence is EvidenceLevel.PARTIAL


def test_log_retention_is_twelve_months_with_three_at_hand(pci: Framework) -> None:
    assert pci.parameters["cloudtrail.bucket-retention"] == {"min_days": 365, "hot_days": 90}
