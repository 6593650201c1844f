"""What holds for every framework in the catalogue."""

import hashlib
from pathlib import Path

import pytest

from compliance.controls.control import CONTROLS
from compliance.frameworks.catalogue import DATA, frameworks, inheriting, naming
from compliance.frameworks.framework import EvidenceLevel, Framework, Strength


def framework_ids() -> list[str]:
    return sorted(path.stem for path in DATA.glob("*.yaml"))


@pytest.fixture(params=framework_ids())
def framework(request: pytest.FixtureRequest) -> Framework:
    return frameworks()[request.param]


def test_every_file_is_a_framework_by_its_name_and_in_order() -> None:
    assert list(frameworks()) == framework_ids()
    assert all(name == one.id for name, one in frameworks().items())


def test_the_files_are_read_once() -> None:
    assert frameworks() is frameworks()


def test_the_catalogue_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        del frameworks()["hipaa"]  # type: ignore[attr-defined]  # that it has no such method


def test_a_framework_states_version_source_and_licence(framework: Framework) -> None:
    assert framework.version
    assert framework.source
    assert framework.licence


def test_the_digest_is_that_of_the_file(framework: Framework) -> None:
    content = Path(DATA / f"{framework.id}.yaml").read_bytes()
    assert framework.digest == hashlib.sha256(content).hexdigest()


def test_what_controls_cannot_fully_prove_asks_a_person_for_evidence(framework: Framework) -> None:
    silent = [
        one.id
        for one in framework.requirements
        if one.evidence is not EvidenceLevel.FULL and not one.manual_evidence
    ]
    assert silent == []


def test_every_group_leads_to_a_requirement(framework: Framework) -> None:
    parents = {group.id: group.parent for group in framework.groups}
    reached: set[str | None] = set()
    for requirement in framework.requirements:
        group: str | None = requirement.group
        while group is not None:
            reached.add(group)
            group = parents[group]
    assert reached == set(parents)


def test_a_framework_sets_only_parameters_that_the_control_has(framework: Framework) -> None:
    unknown = {
        f"{name}: {parameter}"
        for name, values in framework.parameters.items()
        if name in CONTROLS
        for parameter in values
        if parameter not in CONTROLS[name].params
    }
    assert unknown == set()


def test_naming_finds_the_requirements_of_every_framework_in_order() -> None:
    found = [(one.id, requirement.id) for one, requirement in naming("kms.rotation-enabled")]

    assert found == [
        ("hipaa", "164.312(a)(2)(iv)"),
        ("pci_dss_4_0_1", "3.7.4"),
        ("pci_dss_4_0_1", "3.7.5"),
    ]


def test_naming_finds_nothing_for_a_control_that_no_framework_names() -> None:
    assert naming("kms.no-such-control") == []


def test_what_aws_proves_supports_the_requirements_that_say_so() -> None:
    found = [
        (one.id, requirement.id) for one, requirement in inheriting("artifact.pci-aoc-on-file")
    ]

    assert ("pci_dss_4_0_1", "9.2.1") in found
    assert ("pci_dss_4_0_1", "12.8.5") in found
    assert naming("artifact.pci-aoc-on-file") == []


def test_where_aws_answers_for_a_part_its_proof_is_named(framework: Framework) -> None:
    silent = [
        one.id for one in framework.requirements if one.inherited_from_aws and not one.inherited
    ]
    assert silent == []


def test_controls_that_are_named_exist(framework: Framework) -> None:
    assert framework.control_ids <= set(CONTROLS)


def test_a_full_requirement_rests_on_direct_controls_for_a_named_population(
    framework: Framework,
) -> None:
    for one in framework.requirements:
        if one.evidence is EvidenceLevel.FULL:
            assert one.evidence_population
            assert any(named.strength is Strength.DIRECT for named in one.controls)
