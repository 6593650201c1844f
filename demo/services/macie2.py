"""Declare what Amazon Macie answers: moto has it on everywhere, and knows little else of it.

A Region that is not declared is one in which nobody enabled Macie.
"""

import uuid
from collections.abc import Iterator
from typing import Any

from demo.estate import Declared
from demo.planting import Plot
from demo.service import Kind, Planted, Service, itself

SEVERITIES = {"CLASSIFICATION": ["High"], "POLICY": ["High", "Medium"]}


def plant_macie(plot: Plot, region: str) -> None:
    """What a region's Macie answers to those who collect."""
    for one in plot.account.each("macie", region):
        _answer(plot, one)
        buckets = [_bucket(plot, each) for each in plot.account.each("macie_buckets", region)]
        plot.answer("macie2:DescribeBuckets", region, {"buckets": buckets})
        for category in SEVERITIES:
            _found(plot, region, category)
        for operation in one.get("deny", ()):
            plot.deny("macie2", operation, region, {})


def _answer(plot: Plot, one: Declared) -> None:
    region = one["region"]
    session = {
        "status": one.get("status", "ENABLED"),
        "findingPublishingFrequency": one.get("frequency", "FIFTEEN_MINUTES"),
        "createdAt": plot.ago(300),
    }
    plot.answer("macie2:GetMacieSession", region, session)
    administrator = {"accountId": one.get("administrator"), "relationshipStatus": "Enabled"}
    members = {"administrator": administrator} if "administrator" in one else {}
    plot.answer("macie2:GetAdministratorAccount", region, members)
    discovery = {"status": one.get("discovery", "ENABLED")}
    plot.answer("macie2:GetAutomatedDiscoveryConfiguration", region, discovery)
    key = f"arn:aws:kms:{region}:{plot.account.id}:key/0c1d2e3f-0000-4000-8000-000000000000"
    destination = {"bucketName": one.get("results"), "kmsKeyArn": key}
    configuration = {"s3Destination": destination} if "results" in one else {}
    exported = {"configuration": configuration}
    plot.answer("macie2:GetClassificationExportConfiguration", region, exported)
    hub = {
        "publishClassificationFindings": one.get("publishes", True),
        "publishPolicyFindings": True,
    }
    published = {"securityHubConfiguration": hub}
    plot.answer("macie2:GetFindingsPublicationConfiguration", region, published)


def _bucket(plot: Plot, one: Declared) -> dict[str, Any]:
    bucket = {
        "accountId": plot.account.id,
        "bucketArn": _bucket_arn(one),
        "bucketName": one["name"],
        "automatedDiscoveryMonitoringStatus": one.get("monitored", "MONITORED"),
        "unclassifiableObjectCount": {"fileType": 0, "storageClass": 3, "total": 3},
    }
    if "job_days_ago" in one:
        bucket["jobDetails"] = {"lastJobRunTime": plot.ago(one["job_days_ago"])}
    return bucket | ({"errorCode": one["error"]} if "error" in one else {})


def _bucket_arn(one: Declared) -> str:
    return f"arn:aws:s3:::{one['name']}"


def _found(plot: Plot, region: str, category: str) -> None:
    """The list of a category's ids, and what is told of each; nothing of those that went away."""
    found = list(_of_category(plot, region, category))
    criteria = {
        "accountId": {"eq": [plot.account.id]},
        "archived": {"eq": ["false"]},
        "category": {"eq": [category]},
        "severity.description": {"eq": SEVERITIES[category]},
    }
    ids = [_id(plot, one) for one in found]
    asked = {"findingCriteria": {"criterion": criteria}}
    plot.answer("macie2:ListFindings", region, {"findingIds": ids}, asked)
    told = [_finding(plot, one, category) for one in found if not one.get("gone")]
    plot.answer("macie2:GetFindings", region, {"findings": told}, {"findingIds": ids})


def _of_category(plot: Plot, region: str, category: str) -> Iterator[Declared]:
    for one in plot.account.each("macie_findings", region):
        if one["category"] == category:
            yield one


def _finding(plot: Plot, one: Declared, category: str) -> dict[str, Any]:
    return {
        "id": _id(plot, one),
        "accountId": plot.account.id,
        "archived": False,
        "category": category,
        "createdAt": plot.ago(one["days_ago"]),
        "resourcesAffected": {"s3Bucket": {"name": one["bucket"]}},
        "severity": {"description": "High", "score": 3},
        "type": one["type"],
    }


def _id(plot: Plot, one: Declared) -> str:
    name = f"{plot.account.id}.{one['region']}.{one['bucket']}.{one['type']}"
    return uuid.uuid5(uuid.NAMESPACE_DNS, name).hex


def _buckets(plot: Plot, region: str) -> Iterator[Planted]:
    for one in plot.account.each("macie_buckets", region):
        yield Planted(_bucket_arn(one), region, one)


def _sensitive(plot: Plot, region: str) -> Iterator[Planted]:
    return _planted(plot, region, "CLASSIFICATION")


def _policy(plot: Plot, region: str) -> Iterator[Planted]:
    return _planted(plot, region, "POLICY")


def _planted(plot: Plot, region: str, category: str) -> Iterator[Planted]:
    for one in _of_category(plot, region, category):
        arn = f"arn:aws:macie2:{region}:{plot.account.id}:finding/{_id(plot, one)}"
        yield Planted(arn, region, one)


SERVICE = Service(
    name="macie2",
    plant=plant_macie,
    kinds=(
        Kind(
            name="macie",
            controls=(
                "macie.automated-discovery",
                "macie.enabled",
                "macie.publishes-findings",
                "macie.results-repository",
            ),
            planted=itself("macie", "arn:aws:macie2:{region}:{account}:session"),
            population="",
        ),
        Kind(
            name="macie_bucket",
            controls=("macie.bucket-coverage",),
            planted=_buckets,
            population="arn:aws:macie2:{region}:{account}:bucket/*",
        ),
        Kind(
            name="macie_sensitive",
            controls=("macie.sensitive-findings-open",),
            planted=_sensitive,
            population="arn:aws:macie2:{region}:{account}:finding/classification/*",
        ),
        Kind(
            name="macie_policy",
            controls=("macie.policy-findings-open",),
            planted=_policy,
            population="arn:aws:macie2:{region}:{account}:finding/policy/*",
        ),
    ),
)
