"""The facts of an assessment, frozen: what a report shows, and nothing that it computes."""

from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict


class RequirementStatus(StrEnum):
    """Where one requirement stands."""

    SATISFIED = "satisfied"
    NOT_SATISFIED = "not_satisfied"
    NOT_DETERMINED = "not_determined"
    NEEDS_EVIDENCE = "needs_evidence"
    NOT_APPLICABLE = "not_applicable"


class _Facts(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class AccountFacts(_Facts):
    """An account in scope."""

    account_id: str
    name: str
    partition: str


class FindingFacts(_Facts):
    """One outcome; `since` is when the span opened (ISO 8601, UTC), `snapshot` its evidence."""

    account: str
    region: str
    resource: str
    status: str
    reason: str
    since: str
    snapshot: int | None


class ControlFacts(_Facts):
    """One control with every outcome in scope; `status` is the worst of them."""

    id: str
    version: int
    title: str
    severity: str
    risk: str
    remediation: str
    source: str
    status: str
    counts: dict[str, int]
    findings: tuple[FindingFacts, ...]


class InheritedFacts(_Facts):
    """What one control found of AWS's own reports and agreements, in these accounts.

    `reason` names the report with its series, version and period, or the agreement.
    """

    control: str
    title: str
    status: str
    reason: str
    accounts: tuple[str, ...]


class RequirementFacts(_Facts):
    """One requirement; `direct` and `supporting` name its controls.

    `population` is what a satisfied one is proven for, where its controls prove the whole.
    `inherited_part` says which part AWS answers for, `inherited` what was found of its proof:
    support that decides no status. Facts from before there was either have neither.
    """

    id: str
    title: str
    text: str
    group: str
    designation: str
    applies_to: str
    evidence: str
    population: str
    status: RequirementStatus
    reason: str
    direct: tuple[str, ...]
    supporting: tuple[str, ...]
    manual_evidence: tuple[str, ...]
    inherited_part: str = ""
    inherited: tuple[InheritedFacts, ...] = ()


class GroupFacts(_Facts):
    """A heading of the framework (a family, a section), in the framework's order."""

    id: str
    title: str
    parent: str


class SnapshotFacts(_Facts):
    """One piece of evidence that the assessment rests on; times are ISO 8601 in UTC."""

    id: int
    account: str
    region: str
    collector: str
    collector_version: int
    caller_arn: str
    ended_at: str
    sha256: str
    size_bytes: int
    receipt_sha256: str
    calls: int
    is_complete: bool


class CoverageFacts(_Facts):
    """Whether one account and region was read, when, and what was missing.

    `state` is complete, incomplete, stale, never_read or disabled.
    """

    account: str
    region: str
    state: str
    evaluated_at: str
    missing: tuple[dict[str, Any], ...]


class AssessmentFacts(_Facts):
    """A framework held against accounts and regions at one instant."""

    framework: str
    framework_name: str
    framework_version: str
    framework_source: str
    framework_licence: str
    framework_digest: str
    as_of: str
    accounts: tuple[AccountFacts, ...]
    regions: tuple[str, ...]
    groups: tuple[GroupFacts, ...]
    requirements: tuple[RequirementFacts, ...]
    controls: tuple[ControlFacts, ...]
    coverage: tuple[CoverageFacts, ...]
    snapshots: tuple[SnapshotFacts, ...]

    @property
    def is_complete(self) -> bool:
        """Everything in scope was read wholly and recently."""
        return all(one.state in {"complete", "disabled"} for one in self.coverage)

    def count(self, status: RequirementStatus) -> int:
        """How many requirements have this status."""
        return sum(one.status == status for one in self.requirements)
