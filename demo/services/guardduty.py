"""Declare detectors of GuardDuty with their protection plans and findings.

The emulator's detectors have no dates and no findings; so what AWS would answer is declared.
"""

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from demo.estate import Declared
from demo.planting import Plot
from demo.service import Kind, Planted, Service, itself

FEATURES = (
    "CLOUD_TRAIL",
    "DNS_LOGS",
    "FLOW_LOGS",
    "S3_DATA_EVENTS",
    "EKS_AUDIT_LOGS",
    "EBS_MALWARE_PROTECTION",
    "RDS_LOGIN_EVENTS",
    "LAMBDA_NETWORK_LOGS",
    "RUNTIME_MONITORING",
)
# What a region has for the plans to watch; its buckets are the emulator's own.
WORKLOADS: dict[str, dict[str, Any]] = {
    "ec2:DescribeInstances": {"Reservations": [{"ReservationId": "r-0a1b2c3d4e5f60718"}]},
    "ecs:ListClusters": {"clusterArns": ["arn:aws:ecs:eu-west-1:111122223333:cluster/jobs"]},
    "eks:ListClusters": {"clusters": ["shop"]},
    "lambda:GetAccountSettings": {"AccountUsage": {"FunctionCount": 4, "TotalCodeSize": 90210}},
    "rds:DescribeDBInstances": {"DBInstances": [{"DBInstanceIdentifier": "orders"}]},
}
# Only to who asks whether there is any.
FIRST_PAGE = {
    "ec2:DescribeInstances": {"MaxResults": 5},
    "ecs:ListClusters": {"maxResults": 1},
    "eks:ListClusters": {"maxResults": 1},
    "lambda:GetAccountSettings": {},
    "rds:DescribeDBInstances": {"MaxRecords": 20},
}
TITLES = {
    "UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.OutsideAWS": "Credentials left AWS",
    "CryptoCurrency:EC2/BitcoinTool.B!DNS": "An instance asks for a mining pool",
    "Backdoor:EC2/C&CActivity.B": "An instance talks to a command server",
}


def plant_detectors(plot: Plot, region: str) -> None:
    """What a region's GuardDuty answers to those who collect."""
    detectors = list(plot.account.each("detectors", region))
    ids = {"DetectorIds": [_id(plot, one) for one in detectors]}
    plot.answer("guardduty:ListDetectors", region, ids)
    for one in detectors:
        detector = {"DetectorId": _id(plot, one)}
        plot.answer("guardduty:GetDetector", region, _detector(plot, one), detector)
        findings = [_finding(plot, one, finding) for finding in one.get("findings", ())]
        listed = {"FindingIds": [finding["Id"] for finding in findings]}
        plot.answer("guardduty:ListFindings", region, listed, detector)
        plot.answer("guardduty:GetFindings", region, {"Findings": findings}, detector)
        _declare_workloads(plot, one)
        for operation in one.get("deny", ()):
            plot.deny("guardduty", operation, region, detector)


def _detector(plot: Plot, one: Declared) -> dict[str, Any]:
    made: dict[str, Any] = {
        "CreatedAt": _written(plot, 500),
        "UpdatedAt": _written(plot, 40),
        "FindingPublishingFrequency": "SIX_HOURS",
        "ServiceRole": (
            f"arn:aws:iam::{plot.account.id}:role/aws-service-role/guardduty.amazonaws.com"
            "/AWSServiceRoleForAmazonGuardDuty"
        ),
        "Status": "DISABLED" if one.get("suspended") else "ENABLED",
        "Tags": {},
    }
    if "data_sources" in one:
        return made | {"DataSources": _data_sources(one["data_sources"])}
    names = [name for name in FEATURES if name not in one.get("unknown", ())]
    plans = {
        **dict.fromkeys(names, "ENABLED"),
        **dict.fromkeys(one.get("without", ()), "DISABLED"),
    }
    plans |= dict.fromkeys(one.get("also", ()), "ENABLED")
    return made | {
        "Features": [
            {"Name": name, "Status": status, "UpdatedAt": plot.ago(40)}
            for name, status in plans.items()
        ]
    }


def _declare_workloads(plot: Plot, one: Declared) -> None:
    """Whether the region has anything for each plan: all of it, save what it is said to lack."""
    lacking = one.get("without_any", ())
    for operation, members in WORKLOADS.items():
        held = {name: [] for name in members} if operation in lacking else members
        plot.answer(operation, one["region"], held, FIRST_PAGE[operation])


def _data_sources(on: list[str]) -> dict[str, Any]:
    """The older form of the answer, which knows fewer plans."""

    def status(name: str) -> dict[str, str]:
        return {"Status": "ENABLED" if name in on else "DISABLED"}

    return {
        "CloudTrail": {"Status": "ENABLED"},
        "DNSLogs": {"Status": "ENABLED"},
        "FlowLogs": {"Status": "ENABLED"},
        "S3Logs": status("s3"),
        "Kubernetes": {"AuditLogs": status("kubernetes")},
        "MalwareProtection": {"ScanEc2InstanceWithFindings": {"EbsVolumes": status("malware")}},
    }


def _finding(plot: Plot, one: Declared, finding: Declared) -> dict[str, Any]:
    name = uuid.uuid5(uuid.NAMESPACE_DNS, f"{_id(plot, one)}.{finding['type']}").hex
    days = finding["days_ago"]
    return {
        "Id": name,
        "Arn": f"{_arn(plot, one)}/finding/{name}",
        "AccountId": plot.account.id,
        "Region": one["region"],
        "Partition": "aws",
        "SchemaVersion": "2.0",
        "Type": finding["type"],
        "Title": TITLES[finding["type"]],
        "Severity": finding.get("severity", 8),
        "CreatedAt": _written(plot, days),
        "UpdatedAt": _written(plot, finding.get("seen_days_ago", days)),
        "Resource": {"ResourceType": "Instance"},
        "Service": {"Archived": False, "Count": 3, "ServiceName": "guardduty"},
    }


def _written(plot: Plot, days: float) -> str:
    """As GuardDuty writes times: `2026-01-31T08:00:00.000Z`."""
    moment = datetime.fromtimestamp(plot.ago(days), UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.000Z")


def _id(plot: Plot, one: Declared) -> str:
    return uuid.uuid5(uuid.NAMESPACE_DNS, f"{plot.account.id}.{one['region']}.detector").hex


def _arn(plot: Plot, one: Declared) -> str:
    return f"arn:aws:guardduty:{one['region']}:{plot.account.id}:detector/{_id(plot, one)}"


def _planted(plot: Plot, region: str) -> Iterator[Planted]:
    for one in plot.account.each("detectors", region):
        yield Planted(_arn(plot, one), region, one)


SERVICE = Service(
    name="guardduty",
    plant=plant_detectors,
    kinds=(
        Kind(
            name="guardduty",
            controls=("guardduty.enabled", "guardduty.high-findings-open"),
            planted=itself("guardduty", "arn:aws:guardduty:{region}:{account}:account"),
            population="",
        ),
        Kind(
            name="detector",
            controls=(
                "guardduty.eks-audit-logs",
                "guardduty.lambda-protection",
                "guardduty.malware-protection",
                "guardduty.rds-protection",
                "guardduty.runtime-monitoring",
                "guardduty.s3-protection",
            ),
            planted=_planted,
            population="arn:aws:guardduty:{region}:{account}:detector/*",
        ),
    ),
)
