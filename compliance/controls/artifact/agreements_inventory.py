from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from compliance.collectors.resource import Resource
from compliance.controls.artifact.agreements import agreements, since
from compliance.controls.control import (
    ACCOUNT,
    Context,
    Outcome,
    Severity,
    control,
    failed,
    not_applicable,
    passed,
)
from compliance.controls.iso import iso


@control(
    title="Agreements with AWS are listed with their dates, and AWS has ended none",
    severity=Severity.LOW,
    resource_type=ACCOUNT,
    needs=("artifact",),
    params={"period_days": 365},
    remediation="Review the list yearly, and ask AWS why it ended an agreement.",
    source="PCI DSS 4.0.1 12.8.1 and 12.8.2; AWS Artifact API, ListCustomerAgreements",
)
def judge(_account: Resource, context: Context) -> Outcome:
    """An agreement that AWS has ended leaves what rested on it without a ground.

    The GDPR data processing addendum is none of these: it is part of the AWS Service Terms.
    """
    found = agreements(context.estate)
    if not found:
        return not_applicable("AWS Artifact lists no agreement for the account.")
    oldest = context.now - timedelta(days=context.params["period_days"])
    ended = [
        one
        for one in found
        if one["state"] == "AWS_TERMINATED" and (one.get("effectiveEnd") or context.now) >= oldest
    ]
    if ended:
        return failed(f"AWS has ended {_listed(ended)}.")
    return passed(f"Agreements with AWS: {_listed(found)}.")


def _listed(found: list[Mapping[str, Any]]) -> str:
    ordered = sorted(found, key=lambda one: (since(one), one["name"]))
    return "; ".join(_line(one) for one in ordered)


def _line(one: Mapping[str, Any]) -> str:
    end = f" to {iso(one['effectiveEnd'])}" if one.get("effectiveEnd") else ""
    return f"{one['name']} ({one['state']}, from {iso(since(one))}{end})"
