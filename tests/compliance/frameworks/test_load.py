"""A framework is loaded whole, or refused with the file and the id of what is wrong."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from compliance.frameworks.framework import EvidenceLevel, Strength
from compliance.frameworks.load import FrameworkInvalid, load


def example() -> dict[str, Any]:
    """The fields of a small, sound framework."""
    return {
        "id": "example",
        "name": "Example Standard",
        "version": "2",
        "source": "Example Standard, second edition",
        "licence": "Own words",
        "quotes_text": False,
        "parameters": {"kms.rotation-enabled": {"max_rotation_days": 90}},
        "groups": [
            {"id": "1", "title": "Keys"},
            {"id": "1.1", "title": "Rotation", "parent": "1"},
            {"id": "1.2", "title": "Disposal", "parent": "1"},
        ],
        "requirements": [
            {
                "id": "1.1.1",
                "title": "Keys change",
                "group": "1.1",
                "evidence": "full",
                "evidence_population": "symmetric keys",
                "controls": [
                    {"id": "kms.rotation-enabled", "strength": "direct"},
                    {"id": "kms.key-not-public", "strength": "supporting"},
                ],
            },
            {
                "id": "1.1.1.1",
                "title": "Each year",
                "group": "1.1",
                "parent": "1.1.1",
                "evidence": "none",
                "manual_evidence": ["key register"],
            },
            {"id": "1.2.1", "title": "Keys end", "group": "1.2", "evidence": "none"},
        ],
    }


def written(folder: Path, fields: dict[str, Any], name: str = "example.yaml") -> Path:
    """The file with these fields."""
    path = folder / name
    path.write_text(yaml.safe_dump(fields, sort_keys=False))
    return path


def refusal(path: Path) -> str:
    """What `load` says against the file."""
    with pytest.raises(FrameworkInvalid) as caught:
        load(path)
    return str(caught.value)


def test_a_sound_file_is_loaded_whole_and_in_its_order(tmp_path: Path) -> None:
    framework = load(written(tmp_path, example()))

    assert [one.id for one in framework.requirements] == ["1.1.1", "1.1.1.1", "1.2.1"]
    first = framework.requirement("1.1.1")
    assert first.evidence is EvidenceLevel.FULL
    assert [one.strength for one in first.controls] == [Strength.DIRECT, Strength.SUPPORTING]
    assert framework.requirement("1.1.1.1").manual_evidence == ("key register",)
    assert framework.control_ids == {"kms.rotation-enabled", "kms.key-not-public"}
    assert framework.parameters == {"kms.rotation-enabled": {"max_rotation_days": 90}}


def test_what_is_inherited_is_among_the_controls_and_proves_nothing(tmp_path: Path) -> None:
    fields = example()
    fields["requirements"][2]["inherited"] = ["artifact.soc2-on-file"]
    fields["parameters"]["artifact.soc2-on-file"] = {"max_age_days": 30}
    framework = load(written(tmp_path, fields))

    inheriting = framework.requirement("1.2.1")
    assert inheriting.inherited == ("artifact.soc2-on-file",)
    assert inheriting.evidence is EvidenceLevel.NONE
    assert framework.inherited_ids == {"artifact.soc2-on-file"}
    assert framework.control_ids > framework.inherited_ids


def test_a_requirement_that_does_not_exist_is_a_key_error(tmp_path: Path) -> None:
    framework = load(written(tmp_path, example()))

    with pytest.raises(KeyError):
        framework.requirement("9.9")


def test_the_digest_is_that_of_the_file_and_changes_with_one_byte(tmp_path: Path) -> None:
    path = written(tmp_path, example())
    before = load(path)
    assert before.digest == hashlib.sha256(path.read_bytes()).hexdigest()
    assert load(path).digest == before.digest

    path.write_bytes(path.read_bytes() + b"\n")

    assert load(path).digest != before.digest


def test_a_framework_cannot_be_changed_after_loading(tmp_path: Path) -> None:
    framework = load(written(tmp_path, example()))

    with pytest.raises(ValueError, match="frozen"):
        framework.requirements[0].evidence = EvidenceLevel.NONE


Edit = Callable[[dict[str, Any]], object]
FIRST = "requirement 1.1.1"
OF_SCHEMA: list[tuple[Edit, str]] = [
    (
        lambda it: it.update(colour="red"),
        "example.yaml: colour: Extra inputs are not permitted",
    ),
    (
        lambda it: it["requirements"][0].update(contols=[]),
        f"example.yaml: {FIRST}, contols: Extra inputs are not permitted",
    ),
    (
        lambda it: it["requirements"][0]["controls"][1].update(strength="strong"),
        f"example.yaml: {FIRST}, controls[1].strength: Input should be 'direct' or 'supporting'",
    ),
    (
        lambda it: it["requirements"][0].update(evidence="most"),
        f"example.yaml: {FIRST}, evidence: Input should be 'full', 'partial', 'support' or 'none'",
    ),
    (
        lambda it: it["requirements"][2].pop("title"),
        "example.yaml: requirement 1.2.1, title: Field required",
    ),
    (
        lambda it: it["requirements"][2].pop("id"),
        "example.yaml: requirement number 3, id: Field required",
    ),
    (
        lambda it: it["requirements"].append("1.3"),
        "example.yaml: requirement number 4: Input should be a valid dictionary",
    ),
    (lambda it: it.pop("licence"), "example.yaml: licence: Field required"),
    (lambda it: it.update(licence=" "), "example.yaml: licence: String should have at least 1"),
    (
        # An unquoted 1.10 would be the number 1.1, and so another requirement.
        lambda it: it["groups"][1].update(id=1.1),
        "example.yaml: group 1.1, id: Input should be a valid string",
    ),
    (
        lambda it: it.update(digest="0" * 64),
        "example.yaml: digest: is computed from the file and cannot stand in it",
    ),
]


@pytest.mark.parametrize(("edit", "message"), OF_SCHEMA, ids=[one for _, one in OF_SCHEMA])
def test_what_is_not_of_the_schema_is_refused_by_name(
    tmp_path: Path, edit: Edit, message: str
) -> None:
    fields = example()
    edit(fields)

    assert message in refusal(written(tmp_path, fields))


CONTRADICTIONS: list[tuple[Edit, str]] = [
    (
        lambda it: it["requirements"].append(dict(it["requirements"][2])),
        "requirement 1.2.1: stands 2 times",
    ),
    (lambda it: it["groups"].append({"id": "1.2", "title": "A"}), "group 1.2: stands 2 times"),
    (
        lambda it: it["requirements"][2].update(group="1.9"),
        "requirement 1.2.1: group 1.9 does not exist",
    ),
    (
        lambda it: it["groups"][0].update(parent="1.1"),
        "group 1: parent 1.1 is no group that stands before it",
    ),
    (
        lambda it: it["groups"][0].update(parent="1"),
        "group 1: parent 1 is no group that stands before it",
    ),
    (
        lambda it: it["requirements"].insert(0, it["requirements"].pop()),
        f"{FIRST}: stands after those of a later group than 1.1",
    ),
    (
        lambda it: it["requirements"][2].update(parent="1.1.1"),
        "requirement 1.2.1: parent 1.1.1 is no requirement that stands before it in group 1.2",
    ),
    (
        lambda it: it["requirements"][0].update(parent="1.1.1.1"),
        f"{FIRST}: parent 1.1.1.1 is no requirement that stands before it in group 1.1",
    ),
    (
        lambda it: it["requirements"][0]["controls"][1].update(id="kms.rotation-enabled"),
        f"{FIRST}: control kms.rotation-enabled: stands 2 times",
    ),
    (
        lambda it: it["requirements"][0]["controls"].pop(0),
        f"{FIRST}: evidence is full, but no control is direct",
    ),
    (
        lambda it: it["requirements"][0].pop("evidence_population"),
        f"{FIRST}: evidence is full, but evidence_population does not say for what",
    ),
    (
        lambda it: it["requirements"][0].update(evidence="support"),
        f"{FIRST}: evidence is support, but its controls are not all supporting",
    ),
    (
        lambda it: it["requirements"][2].update(evidence="support"),
        "requirement 1.2.1: evidence is support, but its controls are not all supporting",
    ),
    (
        lambda it: it["requirements"][2].update(evidence="partial"),
        "requirement 1.2.1: evidence is partial, but no control is direct",
    ),
    (
        lambda it: it["requirements"][0].update(evidence="none"),
        f"{FIRST}: evidence is none, but it names controls",
    ),
    (
        lambda it: it["requirements"][2].update(text="Words that are not ours."),
        "requirement 1.2.1: has a text, but the framework's licence lets none be quoted",
    ),
    (
        lambda it: it["requirements"][2].update(superseded={"by": "1.3", "since": "2025-03-31"}),
        "requirement 1.2.1: superseded by 1.3, which does not exist",
    ),
    (
        lambda it: it["requirements"][2].update(inherited=["kms.key-not-public"]),
        (
            "requirement 1.2.1: inherited kms.key-not-public is no control of AWS's own reports "
            "and agreements"
        ),
    ),
    (
        lambda it: it["requirements"][2].update(inherited=["artifact.a", "artifact.a"]),
        "requirement 1.2.1: inherited control artifact.a: stands 2 times",
    ),
    (
        lambda it: it["requirements"][2].update(
            evidence="support",
            controls=[{"id": "artifact.a", "strength": "supporting"}],
            inherited=["artifact.a"],
        ),
        "requirement 1.2.1: artifact.a is among its controls and inherited",
    ),
    (
        lambda it: it["parameters"].update({"kms.rotation": {"max_rotation_days": 90}}),
        "parameters: kms.rotation is a control that no requirement names",
    ),
    (
        lambda it: it.update(id="another"),
        "id: is another, but the file's name says example",
    ),
]


@pytest.mark.parametrize(
    ("edit", "message"), CONTRADICTIONS, ids=[one for _, one in CONTRADICTIONS]
)
def test_what_contradicts_itself_is_refused_by_name(
    tmp_path: Path, edit: Edit, message: str
) -> None:
    fields = example()
    edit(fields)

    assert f"example.yaml: {message}" in refusal(written(tmp_path, fields)).splitlines()


def test_everything_wrong_is_said_at_once(tmp_path: Path) -> None:
    fields = example()
    fields["requirements"][0]["evidence"] = "none"
    fields["requirements"][2]["group"] = "1.9"

    with pytest.raises(FrameworkInvalid) as caught:
        load(written(tmp_path, fields))

    assert len(caught.value.problems) == 2


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("id: [example", "example.yaml: is not YAML: while parsing a flow sequence"),
        ("", "example.yaml: is not a mapping of fields"),
        ("- example", "example.yaml: is not a mapping of fields"),
        ("id: a\nid: b\n", "key 'id' stands here twice"),
        ("? [a, b]\n: c\n", "found unhashable key"),
        (
            "id: !!python/object/apply:os.getcwd []",
            "could not determine a constructor for the tag",
        ),
        ("id: \x07", "is not YAML"),
    ],
)
def test_what_is_not_plain_yaml_is_refused(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "example.yaml"
    path.write_text(content)

    assert message in refusal(path)


def test_a_key_given_twice_is_refused_at_any_depth_with_its_line(tmp_path: Path) -> None:
    path = written(tmp_path, example())
    text = path.read_text().replace("  evidence: full\n", "  evidence: full\n  evidence: none\n")
    path.write_text(text)

    line = text.splitlines().index("  evidence: none") + 1
    message = refusal(path)
    assert "key 'evidence' stands here twice" in message
    assert f"line {line}" in message
