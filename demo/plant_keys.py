"""Plant KMS keys."""

import json
from typing import Any

from demo.estate import Declared
from demo.planting import Plot

OUTSIDER = "999988887777"


def plant_keys(plot: Plot) -> None:
    """The declared keys, each with an alias of its name."""
    for region in plot.account.regions:
        kms = plot.client("kms", region)
        known = {
            one["AliasName"]: one.get("TargetKeyId", "")
            for page in kms.get_paginator("list_aliases").paginate()
            for one in page["Aliases"]
        }
        for key in plot.account.each("keys"):
            if key["region"] == region:
                alias = alias_of(key)
                key_id = known.get(alias) or _create(plot, kms, key, alias)
                _lay(plot, key, key_id)


def alias_of(key: Declared) -> str:
    """`alias/orders`; letters that an alias cannot have are written as their code points."""
    plain = "".join(
        one if one.isascii() else f"-{ord(one):x}" for one in str(key["name"]).replace(" ", "-")
    )
    return f"alias/{plain}"


def _create(plot: Plot, kms: Any, key: Declared, alias: str) -> str:
    made = kms.create_key(
        Description=f"{key['name']}",
        KeySpec=key.get("spec", "SYMMETRIC_DEFAULT"),
        KeyUsage=key.get("usage", "ENCRYPT_DECRYPT"),
        Tags=[{"TagKey": name, "TagValue": text} for name, text in key.get("tags", {}).items()],
        Policy=json.dumps(_policy(plot.account.id, key.get("policy", "own"))),
    )["KeyMetadata"]
    key_id = str(made["KeyId"])
    kms.create_alias(AliasName=alias, TargetKeyId=key_id)
    if key.get("rotation", True) and "spec" not in key:
        kms.enable_key_rotation(KeyId=key_id)
    if key.get("state") == "Disabled":
        kms.disable_key(KeyId=key_id)
    if key.get("state") == "PendingDeletion":
        kms.schedule_key_deletion(KeyId=key_id, PendingWindowInDays=30)
    return key_id


def _lay(plot: Plot, key: Declared, key_id: str) -> None:
    region = key["region"]
    arn = f"arn:aws:kms:{region}:{plot.account.id}:key/{key_id}"
    created = key.get("created_days_ago", 200)
    plot.lay("DescribeKey", arn, CreationDate=plot.ago(created))
    if "period_days" in key:
        plot.lay("GetKeyRotationStatus", arn, RotationPeriodInDays=key["period_days"])
    rotated = key.get("rotated_days_ago")
    rotations = (
        []
        if rotated is None
        else [{"KeyId": key_id, "RotationDate": plot.ago(rotated), "RotationType": "AUTOMATIC"}]
    )
    plot.lay("ListKeyRotations", arn, Rotations=rotations, Truncated=False)
    for operation in key.get("refuse", ()):
        plot.refuse(operation, region, {"KeyId": key_id})


def _policy(account: str, name: str) -> dict[str, Any]:
    own = _allow("own", {"AWS": f"arn:aws:iam::{account}:root"}, "kms:*")
    extra: dict[str, list[dict[str, Any]]] = {
        "own": [],
        "public": [_allow("open", "*", "kms:Decrypt")],
        "other_account": [
            _allow("agency", {"AWS": f"arn:aws:iam::{OUTSIDER}:root"}, "kms:Decrypt")
        ],
        "own_callers": [
            _allow("callers", "*", "kms:Decrypt")
            | {"Condition": {"StringEquals": {"kms:CallerAccount": account}}}
        ],
        "trail": [
            _allow("trail", {"Service": "cloudtrail.amazonaws.com"}, "kms:GenerateDataKey*")
            | {"Condition": {"StringEquals": {"aws:SourceAccount": account}}}
        ],
    }
    return {"Version": "2012-10-17", "Statement": [own, *extra[name]]}


def _allow(sid: str, principal: object, action: str) -> dict[str, Any]:
    return {
        "Sid": sid,
        "Effect": "Allow",
        "Principal": principal,
        "Action": action,
        "Resource": "*",
    }
