"""Declare what Amazon Inspector scans, covers, found and suppresses, and what it could scan.

The emulator knows no coverage, no configuration and no finding that nobody planted in its memory,
so what AWS would answer is declared. A Region that is not declared is one that nobody touched.
"""

import uuid
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from demo.estate import Declared
from demo.planting import Plot
from demo.service import Kind, Planted, Service, itself

KINDS = ("ec2", "ecr", "lambda", "lambdaCode", "codeRepository")
RESOURCES = {
    "ec2": ("AWS_EC2_INSTANCE", "i-0a1b2c3d4e5f6a7b8", "awsEc2Instance", "launchedAt"),
    "ecr": ("AWS_ECR_CONTAINER_IMAGE", "shop@sha256:0a1b2c", "awsEcrContainerImage", "pushedAt"),
    "code": ("CODE_REPOSITORY", "shop/checkout", "codeRepository", ""),
}
LISTS = {
    "found": {"status": "ACTIVE", "severity": ("CRITICAL", "HIGH")},
    "exploitable": {
        "status": "ACTIVE",
        "severity": ("MEDIUM", "LOW", "INFORMATIONAL", "UNTRIAGED"),
    },
    "suppressed": {"status": "SUPPRESSED", "severity": ("CRITICAL", "HIGH")},
}


def plant_inspector(plot: Plot, region: str) -> None:
    """What a region's Inspector answers to those who collect."""
    for one in plot.account.each("inspector", region):
        _stock(plot, one)
        _answer(plot, one)


def _stock(plot: Plot, one: Declared) -> None:
    """Something of each kind of `inventory`, for what is not scanned."""
    region, kinds = one["region"], one.get("inventory", ())
    ec2, ecr = plot.client("ec2", region), plot.client("ecr", region)
    if "ec2" in kinds and not ec2.describe_instances()["Reservations"]:
        ec2.run_instances(ImageId="ami-12c6146b", MinCount=1, MaxCount=1)
    if "ecr" in kinds:
        with suppress(ecr.exceptions.RepositoryAlreadyExistsException):
            ecr.create_repository(repositoryName="shop")
    if "lambda" in kinds:
        plot.answer("lambda:ListFunctions", region, {"Functions": [{"FunctionName": "resize"}]})
    if "codeRepository" in kinds:
        members = {"integrations": [{"name": "gitlab", "status": "ACTIVE"}]}
        plot.answer("inspector2:ListCodeSecurityIntegrations", region, members)


def _answer(plot: Plot, one: Declared) -> None:
    region, state = one["region"], one.get("state", "ENABLED")
    off = dict.fromkeys(one.get("disabled", ()), "DISABLED")
    kinds = {kind: {"status": off.get(kind, state)} for kind in KINDS}
    account = {"accountId": plot.account.id, "state": {"status": state}, "resourceState": kinds}
    plot.answer("inspector2:BatchGetAccountStatus", region, {"accounts": [account]})
    duration = {"rescanDuration": one.get("rescan", "LIFETIME"), "status": "SUCCESS"}
    configuration = {"ecrConfiguration": {"rescanDurationState": duration}}
    plot.answer("inspector2:GetConfiguration", region, configuration)
    covered = [_covered(plot, entry) for entry in one.get("coverage", ())]
    plot.answer("inspector2:ListCoverage", region, {"coveredResources": covered})
    rules = [_rule(plot, rule) for rule in plot.account.each("suppressions", region)]
    plot.answer("inspector2:ListFilters", region, {"filters": rules})
    found = list(plot.account.each("vulnerabilities", region))
    for name, asked in LISTS.items():
        listed = [_finding(plot, each) for each in found if each.get("list", "found") == name]
        params = {"filterCriteria": _criteria(plot, name, asked)}
        plot.answer("inspector2:ListFindings", region, {"findings": listed}, params)


def _criteria(plot: Plot, name: str, asked: Declared) -> dict[str, Any]:
    criteria = {
        "awsAccountId": (plot.account.id,),
        "findingStatus": (asked["status"],),
        "fixAvailable": ("YES",) if name == "exploitable" else ("YES", "PARTIAL"),
        "severity": asked["severity"],
    } | ({"exploitAvailable": ("YES",)} if name == "exploitable" else {})
    return {
        member: [{"comparison": "EQUALS", "value": value} for value in values]
        for member, values in criteria.items()
    }


def _covered(plot: Plot, entry: Declared) -> dict[str, Any]:
    covered = {
        "resourceType": entry.get("type", "AWS_EC2_INSTANCE"),
        "resourceId": entry["id"],
        "accountId": plot.account.id,
        "scanType": entry.get("scan", "PACKAGE"),
        "scanStatus": {
            "statusCode": entry.get("code", "ACTIVE"),
            "reason": entry.get("reason", "SUCCESSFUL"),
        },
    }
    days = entry.get("days_ago", 1)
    return covered if days is None else covered | {"lastScannedAt": plot.ago(days)}


def _rule(plot: Plot, rule: Declared) -> dict[str, Any]:
    return {
        "arn": _rule_arn(plot, rule),
        "ownerId": plot.account.id,
        "name": rule["name"],
        "action": "SUPPRESS",
        "criteria": {},
        "createdAt": plot.ago(rule["days_ago"] + 10),
        "updatedAt": plot.ago(rule["days_ago"]),
    } | ({"reason": rule["reason"]} if "reason" in rule else {})


def _finding(plot: Plot, one: Declared) -> dict[str, Any]:
    kind, name, member, since = RESOURCES[one.get("within", "ec2")]
    observed = one["observed_days_ago"]
    there = {since: plot.ago(one.get("there_days_ago", 300))} if since else {}
    return {
        "findingArn": _finding_arn(plot, one),
        "awsAccountId": plot.account.id,
        "type": "PACKAGE_VULNERABILITY",
        "title": one["name"],
        "description": "A flaw in a package.",
        "severity": one.get("severity", "CRITICAL"),
        "status": "SUPPRESSED" if one.get("list") == "suppressed" else "ACTIVE",
        "firstObservedAt": plot.ago(observed),
        "lastObservedAt": plot.ago(0),
        "fixAvailable": one.get("fix", "YES"),
        "exploitAvailable": one.get("exploit", "NO"),
        "remediation": {},
        "resources": [{"type": kind, "id": name, "details": {member: there}}],
        "packageVulnerabilityDetails": {
            "vulnerabilityId": one["name"],
            "source": "NVD",
            "vendorCreatedAt": plot.ago(one.get("known_days_ago", observed)),
        },
    }


def _finding_arn(plot: Plot, one: Declared) -> str:
    name = uuid.uuid5(uuid.NAMESPACE_DNS, f"{plot.account.id}.{one['name']}").hex
    return f"arn:aws:inspector2:{one['region']}:{plot.account.id}:finding/{name}"


def _rule_arn(plot: Plot, rule: Declared) -> str:
    owner = f"arn:aws:inspector2:{rule['region']}:{plot.account.id}:owner/{plot.account.id}"
    return f"{owner}/filter/{rule['name']}"


def _findings(plot: Plot, region: str) -> Iterator[Planted]:
    for one in plot.account.each("vulnerabilities", region):
        if one.get("list") != "suppressed":
            yield Planted(_finding_arn(plot, one), region, one)


def _rules(plot: Plot, region: str) -> Iterator[Planted]:
    for rule in plot.account.each("suppressions", region):
        yield Planted(_rule_arn(plot, rule), region, rule)


SERVICE = Service(
    name="inspector2",
    plant=plant_inspector,
    kinds=(
        Kind(
            name="inspector",
            controls=(
                "inspector.code-repository-scanning",
                "inspector.coverage",
                "inspector.ec2-scanning",
                "inspector.ecr-scanning",
                "inspector.lambda-code-scanning",
                "inspector.lambda-scanning",
            ),
            planted=itself("inspector", "arn:aws:inspector2:{region}:{account}:account-status"),
            population="",
        ),
        Kind(
            name="vulnerability",
            controls=(
                "inspector.critical-overdue",
                "inspector.exploitable-open",
                "inspector.high-overdue",
            ),
            planted=_findings,
            population="arn:aws:inspector2:{region}:{account}:finding/*",
        ),
        Kind(
            name="suppression",
            controls=("inspector.suppression-reviewed",),
            planted=_rules,
            population="arn:aws:inspector2:{region}:{account}:owner/{account}/filter/*",
        ),
    ),
)
