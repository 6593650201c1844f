"""The account's status with Inspector, as the collector describes it."""

from typing import Any

from compliance.collectors.inspector2 import ACCOUNT_STATUS
from compliance.collectors.resource import Resource
from tests.compliance.controls.resources import HOME, OWNER, Denied, Facts, resource

STATUS_DENIED = Denied("inspector2:BatchGetAccountStatus")
CONFIGURATION_DENIED = Denied("inspector2:GetConfiguration")
COVERAGE_DENIED = Denied("inspector2:ListCoverage")
INSTANCES_DENIED = Denied("ec2:DescribeInstances")
KINDS = ("ec2", "ecr", "lambda", "lambdaCode", "codeRepository")
NONE: Facts = {"is_empty": True, "count": "the list returned 0 things in 1 page"}
SOME: Facts = {"is_empty": False, "count": "the list returned 1 things in 1 page"}


def status(state: str = "ENABLED", **kinds: str | None) -> Facts:
    """The account's entry; each kind is as the account unless it is named, None leaves it out."""
    statuses = {kind: kinds.get(kind, state) for kind in KINDS}
    told = {kind: {"status": one} for kind, one in statuses.items() if one}
    return {"accountId": OWNER, "state": {"status": state}, "resourceState": told}


def rescan(duration: str = "LIFETIME", state: str = "SUCCESS") -> Facts:
    """The configuration with this rescan duration."""
    return {
        "ecrConfiguration": {"rescanDurationState": {"rescanDuration": duration, "status": state}}
    }


def account(
    entry: Facts | Denied,
    *,
    configuration: Facts | Denied | None = None,
    coverage: Facts | Denied | None = None,
    **inventories: Facts | Denied,
) -> Resource:
    """The account with what is scanned, and the inventories that are given."""
    facts: dict[str, Any] = {"status": entry, **inventories}
    if configuration is not None:
        facts["configuration"] = configuration
    if coverage is not None:
        facts["coverage"] = coverage
    arn = f"arn:aws:inspector2:{HOME}:{OWNER}:account-status"
    return resource(arn, ACCOUNT_STATUS, **facts)
