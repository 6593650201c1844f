"""Declare analyzers of Access Analyzer and their open findings, which moto lacks."""

import uuid
from collections.abc import Iterator
from typing import Any

from demo.estate import Declared
from demo.planting import Plot
from demo.service import Kind, Planted, Service, itself
from demo.services.kms import key_arn

ARN = "arn:aws:access-analyzer:{region}:{account}:analyzer"


def plant_analyzers(plot: Plot, region: str) -> None:
    """The region's analyzers, and what is open of each."""
    declared = {one["region"]: one for one in plot.account.declared.get("analyzers", ())}
    here = declared.get(region, declared.get("*", {}))
    analyzers = here.get("analyzers", ())
    listed = [_analyzer(plot, region, one) for one in analyzers]
    plot.answer("accessanalyzer:ListAnalyzers", region, {"analyzers": listed})
    for one in analyzers:
        found = [
            _finding(plot, finding)
            for finding in plot.account.each("external_findings", region)
            if finding["analyzer"] == one["name"]
        ]
        of = {"analyzerArn": _arn(plot, region, one["name"])}
        plot.answer("accessanalyzer:ListFindingsV2", region, {"findings": found}, of)


def _arn(plot: Plot, region: str, name: str) -> str:
    return f"arn:aws:access-analyzer:{region}:{plot.account.id}:analyzer/{name}"


def _analyzer(plot: Plot, region: str, one: Declared) -> dict[str, Any]:
    return {
        "arn": _arn(plot, region, one["name"]),
        "name": one["name"],
        "type": one.get("type", "ACCOUNT"),
        "createdAt": plot.ago(500),
        "status": one.get("status", "ACTIVE"),
    }


def _finding(plot: Plot, one: Declared) -> dict[str, Any]:
    made = plot.ago(one["made_days_ago"])
    resource = one.get("resource") or key_arn(plot, one["region"], one["key"])
    return {
        "id": _id(plot, one),
        "resource": resource,
        "resourceType": one.get("type", "AWS::KMS::Key"),
        "resourceOwnerAccount": plot.account.id,
        "createdAt": made,
        "analyzedAt": plot.ago(1),
        "updatedAt": made,
        "status": "ACTIVE",
        "findingType": "ExternalAccess",
    }


def _id(plot: Plot, one: Declared) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_DNS, f"{plot.account.id}.{one['name']}"))


def _findings(plot: Plot, region: str) -> Iterator[Planted]:
    for one in plot.account.each("external_findings", region):
        analyzer = _arn(plot, region, one["analyzer"])
        yield Planted(f"{analyzer}/finding/{_id(plot, one)}", region, one)


SERVICE = Service(
    name="accessanalyzer",
    plant=plant_analyzers,
    after=("kms",),
    kinds=(
        Kind(
            name="analyzers",
            controls=("iam.access-analyzer",),
            planted=itself("analyzers", f"{ARN}s"),
            population="",
        ),
        Kind(
            name="external_finding",
            controls=("iam.access-analyzer-findings",),
            planted=_findings,
            population=f"{ARN}/*/finding/*",
        ),
    ),
)
