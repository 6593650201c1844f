"""What a framework is: one version of a standard, its requirements, and the controls that answer.

A framework is one file, `data/<id>.yaml`, and adding one touches no other file:

    id: example_2                    # the file's name without `.yaml`
    name: Example Standard
    version: "2"
    source: Where the standard is published, so that a reader can find this version
    licence: Who owns the text, and what may therefore stand here
    quotes_text: false               # true only where the licence lets `text` be quoted
    status: Since when it is in force
    notes: [What a reader must know of the whole]
    parameters: {kms.rotation-enabled: {max_rotation_days: 365}}
    groups:                          # in the standard's order, a parent before its children
      - {id: "1", title: First chapter}
      - {id: "1.1", title: First section, parent: "1"}
    requirements:                    # in the standard's order
      - id: 1.1.1
        title: Keys change
        group: "1.1"
        evidence: partial
        controls:
          - {id: kms.rotation-enabled, strength: direct}
        manual_evidence: [Key register]
        inherited: [artifact.soc2-on-file]

Every other field is optional and explained at its model. `load.load` refuses a file that is not
exactly so.
"""

from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated

from pydantic import BaseModel, ConfigDict, JsonValue, StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"^\S+$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Strength(StrEnum):
    """What a control says of a requirement.

    A direct control tests what the requirement asks: its failure is a failure of the requirement.
    A supporting one is shown beside it and decides nothing.
    """

    DIRECT = "direct"
    SUPPORTING = "supporting"


class EvidenceLevel(StrEnum):
    """How much of a requirement its controls can prove; what is left, a person must attest.

    `full`: all direct controls together prove it for `evidence_population`, so it is satisfied
    when they pass. `partial`: direct controls can refute it, and prove a part at most. `support`:
    it has supporting controls only. `none`: it has no control. Only `full` can be satisfied
    without a person's evidence; a direct control that fails or could not be determined decides
    at `full` and `partial` alike.
    """

    FULL = "full"
    PARTIAL = "partial"
    SUPPORT = "support"
    NONE = "none"


class Kind(StrEnum):
    """What the standard calls a requirement; the first three are the HIPAA Security Rule's."""

    STANDARD = "standard"
    SPECIFICATION = "specification"
    CLAUSE = "clause"
    REQUIREMENT = "requirement"


class Designation(StrEnum):
    """Whether a HIPAA specification must be implemented, or be decided on (45 CFR 164.306(d))."""

    REQUIRED = "required"
    ADDRESSABLE = "addressable"


class CustomizedApproach(StrEnum):
    """Whether PCI DSS lets an entity meet the objective by controls of its own design."""

    ELIGIBLE = "eligible"
    NOT_ELIGIBLE = "not_eligible"
    PART_OF_IT = "part_of_customized_approach"


class EvidenceKind(StrEnum):
    """The kinds of evidence that an assessor asks for."""

    POLICY = "policy"
    CONFIGURATION = "configuration"
    RECORD = "record"
    INVENTORY_OR_DIAGRAM = "inventory_or_diagram"
    TEST_REPORT = "test_report"
    PHYSICAL = "physical"
    CONTRACT = "contract"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ControlRef(_Part):
    """A control that a requirement names, and how much it says."""

    id: Id
    strength: Strength


class FutureDated(_Part):
    """From when a requirement binds, if later than its version; `part` is what of it does."""

    effective: date
    part: Text


class Superseded(_Part):
    """By which requirement this one was replaced, and since when."""

    by: Id
    since: date


class Group(_Part):
    """A heading: a family, a chapter, a section. `parent` is the group above it."""

    id: Id
    title: Text
    parent: Id | None = None


class Requirement(_Part):
    """One clause that is assessed.

    `text` is the standard's wording and `title` its name, or our own where the text is protected.
    `parent` is the requirement that this one details. `applies_to` is `all` or a word for the
    entities concerned. `evidence_population` is what `full` holds for. `cadence` is how often the
    standard wants it done; `interval_by_risk_analysis` that the entity sets that itself.
    `inherited_from_aws` says which part AWS answers for and where its proof is found; `inherited`
    names the controls that look for this proof, AWS's own reports and the agreements with it. What
    they find is shown as support: it decides nothing, since it never speaks of the entity's part.
    """

    id: Id
    title: Text
    group: Id
    evidence: EvidenceLevel
    text: Text | None = None
    parent: Id | None = None
    kind: Kind = Kind.REQUIREMENT
    designation: Designation | None = None
    applies_to: Annotated[str, StringConstraints(pattern=r"^[a-z_]+$")] = "all"
    customized_approach: CustomizedApproach | None = None
    controls: tuple[ControlRef, ...] = ()
    evidence_population: Text | None = None
    evidence_kinds: tuple[EvidenceKind, ...] = ()
    manual_evidence: tuple[Text, ...] = ()
    inherited_from_aws: Text | None = None
    inherited: tuple[Id, ...] = ()
    cadence: Text | None = None
    interval_by_risk_analysis: bool = False
    future_dated: FutureDated | None = None
    superseded: Superseded | None = None
    note: Text | None = None


class Framework(_Part):
    """One version of a standard.

    `parameters` are limits that the standard sets, by control id and parameter name; they replace
    the control's own. `digest` is the SHA-256 of the file's bytes, in hexadecimal, so that a
    report can state exactly what it was held against.
    """

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+$")]
    name: Text
    version: Text
    source: Text
    licence: Text
    quotes_text: bool
    digest: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    groups: tuple[Group, ...]
    requirements: tuple[Requirement, ...]
    status: Text | None = None
    summary: Text | None = None
    notes: tuple[Text, ...] = ()
    parameters: dict[Id, dict[str, JsonValue]] = {}

    @cached_property
    def control_ids(self) -> frozenset[str]:
        """The ids of all controls that a requirement names, as its own or as inherited."""
        own = (one.id for each in self.requirements for one in each.controls)
        return frozenset(own) | self.inherited_ids

    @cached_property
    def inherited_ids(self) -> frozenset[str]:
        """The ids of the controls whose support requirements inherit from AWS."""
        return frozenset(one for each in self.requirements for one in each.inherited)

    def requirement(self, requirement_id: str) -> Requirement:
        """The requirement with this id.

        :raises KeyError: the framework has none.
        """
        return self._by_id[requirement_id]

    @cached_property
    def _by_id(self) -> dict[str, Requirement]:
        return {one.id: one for one in self.requirements}
