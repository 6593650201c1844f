"""Facts of an assessment that nobody made, as large as is asked for."""

from collections import Counter

from compliance.assessments.facts import (
    AccountFacts,
    AssessmentFacts,
    ControlFacts,
    CoverageFacts,
    FindingFacts,
    SnapshotFacts,
)
from compliance.assessments.requirement_facts import group_facts, requirement_facts
from compliance.assessments.requirement_status import worst
from compliance.controls.control import Status
from compliance.frameworks.catalogue import frameworks

ACCOUNTS = ("111122223333", "444455556666")
REGIONS = ("eu-west-1", "us-east-1")
AT = "2026-03-31T22:01:00+00:00"
FAILING_EVERY = 9


def synthetic_facts(framework_id: str, *, findings_per_control: int) -> AssessmentFacts:
    """Facts of the framework with this many findings for each of its controls, always the same."""
    framework = frameworks()[framework_id]
    controls = [_control(name, findings_per_control) for name in sorted(framework.control_ids)]
    return AssessmentFacts(
        framework=framework.id,
        framework_name=framework.name,
        framework_version=framework.version,
        framework_source=framework.source,
        framework_licence=framework.licence,
        framework_digest=framework.digest,
        as_of=AT,
        accounts=tuple(
            AccountFacts(account_id=one, name=f"account {one}", partition="aws")
            for one in ACCOUNTS
        ),
        regions=REGIONS,
        groups=group_facts(framework),
        requirements=requirement_facts(framework, controls, ACCOUNTS),
        controls=tuple(controls),
        coverage=tuple(
            CoverageFacts(
                account=account, region=region, state="complete", evaluated_at=AT, missing=()
            )
            for account in ACCOUNTS
            for region in ("global", *REGIONS)
        ),
        snapshots=tuple(_snapshot(number) for number in range(1, 31)),
    )


def _control(name: str, size: int) -> ControlFacts:
    findings = tuple(_finding(number) for number in range(size))
    return ControlFacts(
        id=name,
        version=1,
        title=f"A control called {name}",
        severity="medium",
        risk="What one leak exposes grows with the time that a key stays the same.",
        remediation="Turn it on, and say in the change record who did so and when.",
        source="a standard's clause",
        status=worst(one.status for one in findings) or Status.NOT_DETERMINED,
        counts=dict(Counter(one.status for one in findings)),
        findings=findings,
    )


def _finding(number: int) -> FindingFacts:
    account, region = ACCOUNTS[number % 2], REGIONS[number // 2 % 2]
    fails = number % FAILING_EVERY == 0
    return FindingFacts(
        account=account,
        region=region,
        resource=f"arn:aws:kms:{region}:{account}:key/1234abcd-12ab-34cd-56ef-{number:012d}",
        status=Status.FAIL if fails else Status.PASS,
        reason="Automatic rotation is off." if fails else "Automatic rotation is on.",
        since=AT,
        snapshot=1 + number % 30,
    )


def _snapshot(number: int) -> SnapshotFacts:
    return SnapshotFacts(
        id=number,
        account=ACCOUNTS[number % 2],
        region=REGIONS[number // 2 % 2],
        collector="kms",
        collector_version=1,
        caller_arn="arn:aws:sts::111122223333:assumed-role/ArtifactReadOnly/artifact",
        ended_at=AT,
        sha256=f"{number:064x}",
        size_bytes=100_000,
        receipt_sha256=f"{number:064x}",
        calls=300,
        is_complete=True,
    )
