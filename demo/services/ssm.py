"""Declare parameters and documents of Systems Manager, and whether these may become public.

The emulator turns pages of its own size, gives no dates, and knows neither resource policies nor
service settings; so what AWS would answer is declared, and no value is stored anywhere.
"""

import json
from collections.abc import Iterator
from typing import Any

from demo.estate import Declared
from demo.planting import Plot
from demo.resource_policies import OUTSIDER
from demo.service import Kind, Planted, Service, itself
from demo.services.kms import alias_of, key_arn

SETTING = "/ssm/documents/console/public-sharing-permission"
SETTING_ARN = f"arn:aws:ssm:{{region}}:{{account}}:servicesetting{SETTING}"
TAGS = "resourcegroupstaggingapi:GetResources"
KIND = {"ResourceTypeFilters": ["ssm:parameter"]}


def plant_systems_manager(plot: Plot, region: str) -> None:
    """What a region's Systems Manager answers to those who collect."""
    parameters = list(plot.account.each("parameters", region))
    entries = [_entry(plot, one) for one in parameters]
    plot.answer("ssm:DescribeParameters", region, {"Parameters": entries})
    tagged = [_tagged(plot, one) for one in parameters if "tags" in one]
    # The last page of tags has an empty token.
    mapped: Declared = {"ResourceTagMappingList": tagged, "PaginationToken": ""}
    plot.answer(TAGS, region, mapped, KIND)
    for one in parameters:
        _share(plot, one)
    documents = list(plot.account.each("documents", region))
    listed = [{"Name": one["name"], "Owner": plot.account.id} for one in documents]
    plot.answer("ssm:ListDocuments", region, {"DocumentIdentifiers": listed})
    for one in documents:
        _permit(plot, one)
    _set(plot, region)


def _entry(plot: Plot, one: Declared) -> dict[str, Any]:
    entry = {
        "Name": one["name"],
        "ARN": _arn(plot, one),
        "Type": one.get("type", "String"),
        "Tier": one.get("tier", "Standard"),
        "Version": 1,
        "DataType": "text",
        "LastModifiedDate": plot.ago(one.get("changed_days_ago", 20)),
        "Policies": [
            {"PolicyType": kind, "PolicyStatus": "Pending"} for kind in one.get("policies", ())
        ],
    }
    if "description" in one:
        entry["Description"] = one["description"]
    if entry["Type"] == "SecureString":
        entry["KeyId"] = _key(plot, one)
    return entry


def _key(plot: Plot, one: Declared) -> str:
    """DescribeParameters names the key as it was given: by alias, or else by ARN."""
    if "key_by_arn" in one:
        return key_arn(plot, one["region"], one["key_by_arn"])
    return alias_of({"name": one.get("key", "orders")})


def _arn(plot: Plot, one: Declared) -> str:
    name = str(one["name"]).removeprefix("/")
    return f"arn:aws:ssm:{one['region']}:{plot.account.id}:parameter/{name}"


def _tagged(plot: Plot, one: Declared) -> dict[str, Any]:
    tags = [{"Key": name, "Value": text} for name, text in one["tags"].items()]
    return {"ResourceARN": _arn(plot, one), "Tags": tags}


def _share(plot: Plot, one: Declared) -> None:
    arn = {"ResourceArn": _arn(plot, one)}
    policies = [{"PolicyId": "share", "Policy": _policy(arn)}] if one.get("shared") else []
    plot.answer("ssm:GetResourcePolicies", one["region"], {"Policies": policies}, arn)
    for operation in one.get("deny", ()):
        plot.deny("ssm", operation, one["region"], arn)


def _policy(arn: Declared) -> str:
    """As a resource share leaves it on the parameter."""
    statement = {
        "Effect": "Allow",
        "Principal": {"AWS": OUTSIDER},
        "Action": ["ssm:DescribeParameters", "ssm:GetParameter", "ssm:GetParameterHistory"],
        "Resource": arn["ResourceArn"],
    }
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def _permit(plot: Plot, one: Declared) -> None:
    name = {"Name": one["name"]}
    shared = list(one.get("shared_with", ()))
    members: Declared = {"AccountIds": shared, "AccountSharingInfoList": []}
    plot.answer("ssm:DescribeDocumentPermission", one["region"], members, name)
    for operation in one.get("deny", ()):
        plot.deny("ssm", operation, one["region"], name)


def _set(plot: Plot, region: str) -> None:
    by_region = {one["region"]: one for one in plot.account.declared["public_sharing"]}
    value = by_region.get(region, by_region["*"])["value"]
    setting = {"SettingId": SETTING, "SettingValue": value, "Status": "Customized"}
    plot.answer("ssm:GetServiceSetting", region, {"ServiceSetting": setting})


def _parameters(plot: Plot, region: str) -> Iterator[Planted]:
    for one in plot.account.each("parameters", region):
        yield Planted(_arn(plot, one), region, one)


def _documents(plot: Plot, region: str) -> Iterator[Planted]:
    for one in plot.account.each("documents", region):
        arn = f"arn:aws:ssm:{region}:{plot.account.id}:document/{one['name']}"
        yield Planted(arn, region, one)


SERVICE = Service(
    name="ssm",
    plant=plant_systems_manager,
    after=("kms",),
    kinds=(
        Kind(
            name="parameter",
            controls=(
                "ssm.no-plaintext-secrets",
                "ssm.parameter-policies",
                "ssm.parameter-sharing-known",
                "ssm.secrets-belong-in-secrets-manager",
                "ssm.secure-parameter-age",
                "ssm.securestring-customer-key",
            ),
            planted=_parameters,
            population="arn:aws:ssm:{region}:{account}:parameter/*",
        ),
        Kind(
            name="document",
            controls=("ssm.documents-not-public",),
            planted=_documents,
            population="arn:aws:ssm:{region}:{account}:document/*",
        ),
        Kind(
            name="public_sharing",
            controls=("ssm.block-public-sharing",),
            planted=itself("public_sharing", SETTING_ARN),
            population="",
        ),
    ),
)
