"""A framework held against what was read, and what is looked at in it."""

from collections.abc import Sequence
from datetime import datetime

from compliance.assessments.assess import assess
from compliance.assessments.facts import AssessmentFacts
from compliance.frameworks.catalogue import frameworks
from compliance.models import Account
from tests.reading import MAX_AGE

ROTATION = "kms.rotation-enabled"


def facts(
    accounts: Sequence[Account],
    as_of: datetime,
    *,
    regions: Sequence[str] = (),
    framework: str = "pci_dss_4_0_1",
) -> AssessmentFacts:
    """The framework's facts."""
    return assess(
        frameworks()[framework], accounts=accounts, regions=regions, as_of=as_of, max_age=MAX_AGE
    )


def control_status(found: AssessmentFacts, control: str = ROTATION) -> str:
    """The status of one control."""
    return next(one.status for one in found.controls if one.id == control)


def requirement_statuses(found: AssessmentFacts, control: str = ROTATION) -> set[str]:
    """The statuses of the requirements that the control decides."""
    return {one.status for one in found.requirements if control in one.direct}


def coverage(found: AssessmentFacts) -> dict[str, str]:
    """State by region."""
    return {one.region: one.state for one in found.coverage}
