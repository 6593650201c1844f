"""Findings as the collector describes them."""

from datetime import datetime, timedelta
from typing import Any

from compliance.collectors.inspector2 import FINDING
from compliance.collectors.resource import Resource
from tests.compliance.controls.resources import HOME, NOW, OWNER, Denied, resource

FINDINGS_DENIED = Denied("inspector2:ListFindings")
ARN = f"arn:aws:inspector2:{HOME}:{OWNER}:finding/0a1b"


def ago(days: int, seconds: int = 0) -> datetime:
    """Some time before the evidence."""
    return NOW - timedelta(days=days, seconds=seconds)


def finding(
    observed: datetime | None,
    *,
    known: datetime | None = None,
    there: datetime | None = None,
    **members: Any,
) -> Resource:
    """A critical finding with a fix, on an instance that was there from then."""
    details = {"awsEc2Instance": {"launchedAt": there} if there else {}}
    entry: dict[str, Any] = {
        "findingArn": ARN,
        "type": "PACKAGE_VULNERABILITY",
        "severity": "CRITICAL",
        "fixAvailable": "YES",
        "exploitAvailable": "NO",
        "firstObservedAt": observed,
        "resources": [{"id": "i-1", "details": details}],
        "packageVulnerabilityDetails": {"vulnerabilityId": "CVE-1", "vendorCreatedAt": known},
        **members,
    }
    return resource(ARN, FINDING, finding=entry)


def unlisted() -> Resource:
    """A finding that was not read."""
    return resource(ARN, FINDING, finding=FINDINGS_DENIED)
