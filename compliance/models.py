"""Every model of the engine, each defined beside its stage."""

from compliance.assessments.models import (
    ControlSet,
    Evaluation,
    Finding,
    OrganisationLimit,
)
from compliance.aws.models import Account, Member, Organization
from compliance.evidence.models import Blob, Collection, Snapshot, Unit
from compliance.evidence.occurrences import EventWindow, Occurrence
from compliance.evidence.retention import Disposal, FixityCheck, LegalHold, RetentionClass
from compliance.ledger.models import (
    Anchorage,
    Checkpoint,
    Entry,
    Leaf,
    LedgerKey,
    SignedCheckpoint,
    TreeNode,
)

__all__ = [
    "Account",
    "Anchorage",
    "Blob",
    "Checkpoint",
    "Collection",
    "ControlSet",
    "Disposal",
    "Entry",
    "Evaluation",
    "EventWindow",
    "Finding",
    "FixityCheck",
    "Leaf",
    "LedgerKey",
    "LegalHold",
    "Member",
    "Occurrence",
    "OrganisationLimit",
    "Organization",
    "RetentionClass",
    "SignedCheckpoint",
    "Snapshot",
    "TreeNode",
    "Unit",
]
