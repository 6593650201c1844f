"""Plant KMS keys and custom key stores."""

import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from typing import Any

from demo.estate import Declared
from demo.planting import Plot
from demo.resource_policies import key_policy
from demo.service import Kind, Planted, Service, declared_here

KeyIds = dict[str, str]

TAGS = {"owner": "platform", "data-classification": "internal"}
REVIEW_TAG = "reviewed-on"
# What nearly every key answers: its policy leaves all to the account, KMS made its material, and
# nobody said where multi-Region keys may be.
USUAL = {
    "kms.admin-user-separation": "not_applicable",
    "kms.imported-material-expiry": "not_applicable",
    "kms.multi-region-keys-intended": "not_applicable",
}


def plant_keys(plot: Plot, region: str) -> None:
    """The declared keys of a region, each with an alias of its name; replicas, key stores."""
    kms = plot.client("kms", region)
    known = key_ids(plot, region)
    for key in plot.account.each("keys", region):
        if "aws_managed" in key:
            kms.describe_key(KeyId=alias_of(key))
            continue
        key_id = known.get(alias_of(key)) or _create(plot, kms, key)
        _lay(plot, key, region, key_id)
        for replica in key.get("replicas", ()):
            _replicate(plot, key, key_id, replica["region"])
    _open_stores(plot, region)


def key_ids(plot: Plot, region: str) -> KeyIds:
    """The ids of the keys that have an alias, by alias."""
    pages = plot.client("kms", region).get_paginator("list_aliases").paginate()
    return {
        one["AliasName"]: one["TargetKeyId"]
        for page in pages
        for one in page["Aliases"]
        if "TargetKeyId" in one
    }


def alias_of(key: Declared) -> str:
    """`alias/orders`; letters that an alias cannot have are written as their code points."""
    if "aws_managed" in key:
        return f"alias/aws/{key['aws_managed']}"
    plain = "".join(
        one if one.isascii() else f"-{ord(one):x}" for one in str(key["name"]).replace(" ", "-")
    )
    return f"alias/{plain}"


def key_arn(plot: Plot, region: str, name: str) -> str:
    """The ARN of a planted key; of an AWS managed one for `aws/secretsmanager`."""
    key_id = key_ids(plot, region)[alias_of({"name": name})]
    return f"arn:aws:kms:{region}:{plot.account.id}:key/{key_id}"


def _create(plot: Plot, kms: Any, key: Declared) -> str:
    made = kms.create_key(
        Description=str(key["name"]),
        KeySpec=key.get("spec", "SYMMETRIC_DEFAULT"),
        KeyUsage=key.get("usage", "ENCRYPT_DECRYPT"),
        Origin=key.get("origin", "AWS_KMS"),
        MultiRegion="replicas" in key,
        Tags=_tags(plot, key),
        Policy=json.dumps(key_policy(plot.account.id, key.get("policy", "own"))),
    )["KeyMetadata"]
    key_id = str(made["KeyId"])
    kms.create_alias(AliasName=alias_of(key), TargetKeyId=key_id)
    if key.get("rotation", True) and "spec" not in key and "origin" not in key:
        kms.enable_key_rotation(KeyId=key_id, RotationPeriodInDays=key.get("period_days", 365))
    if grantee := key.get("grantee"):
        kms.create_grant(KeyId=key_id, GranteePrincipal=grantee, Operations=["Decrypt"])
    if key.get("state") == "Disabled":
        kms.disable_key(KeyId=key_id)
    if key.get("state") == "PendingDeletion":
        kms.schedule_key_deletion(KeyId=key_id, PendingWindowInDays=30)
    return key_id


def _tags(plot: Plot, key: Declared) -> list[dict[str, str]]:
    """Those that every key has, and its own; a null takes one away."""
    tags = {**TAGS, **key.get("tags", {})}
    if "reviewed_days_ago" in key:
        tags[REVIEW_TAG] = (plot.now - timedelta(days=key["reviewed_days_ago"])).date().isoformat()
    return [{"TagKey": name, "TagValue": text} for name, text in tags.items() if text is not None]


def _lay(plot: Plot, key: Declared, region: str, key_id: str) -> None:
    arn = f"arn:aws:kms:{region}:{plot.account.id}:key/{key_id}"
    described: dict[str, Any] = {"CreationDate": plot.ago(key.get("created_days_ago", 200))}
    if key.get("origin") == "EXTERNAL" and "state" not in key:
        described |= {"KeyState": "Enabled", "Enabled": True, **_expiration(plot, key)}
    plot.lay("kms:DescribeKey", arn, described)
    rotations = [
        {"KeyId": key_id, "RotationDate": plot.ago(days), "RotationType": "AUTOMATIC"}
        for days in key.get("rotated_days_ago", ())
    ]
    if rotations:
        plot.lay("kms:ListKeyRotations", arn, {"Rotations": rotations})
    for operation in key.get("deny", ()):
        plot.deny("kms", operation, region, {"KeyId": key_id})


def _expiration(plot: Plot, key: Declared) -> dict[str, Any]:
    if "valid_days" not in key:
        return {"ExpirationModel": "KEY_MATERIAL_DOES_NOT_EXPIRE"}
    valid_to = plot.ago(-key["valid_days"])
    return {"ExpirationModel": "KEY_MATERIAL_EXPIRES", "ValidTo": valid_to}


def _replicate(plot: Plot, key: Declared, key_id: str, region: str) -> None:
    if alias_of(key) not in key_ids(plot, region):
        plot.client("kms", key["region"]).replicate_key(KeyId=key_id, ReplicaRegion=region)
        there = plot.client("kms", region)
        # A plain emulator shares the primary's aliases with its replica.
        with suppress(there.exceptions.AlreadyExistsException):
            there.create_alias(AliasName=alias_of(key), TargetKeyId=key_id)
        # A replica has tags of its own.
        there.tag_resource(KeyId=key_id, Tags=_tags(plot, key))
    arn = f"arn:aws:kms:{region}:{plot.account.id}:key/{key_id}"
    plot.lay("kms:DescribeKey", arn, {"CreationDate": plot.ago(key.get("created_days_ago", 200))})


def _open_stores(plot: Plot, region: str) -> None:
    stores = [
        {
            "CustomKeyStoreId": one["id"],
            "CustomKeyStoreName": one["name"],
            "CustomKeyStoreType": "AWS_CLOUDHSM",
            "CloudHsmClusterId": one["cluster"],
            **one["connection"],
        }
        for one in plot.account.each("key_stores", region)
    ]
    members: Declared = {"CustomKeyStores": stores, "Truncated": False}
    plot.answer("kms:DescribeCustomKeyStores", region, members)


def _planted(plot: Plot, region: str) -> Iterator[Planted]:
    ids = key_ids(plot, region)
    for one in plot.account.each("keys"):
        for declared in declared_here(one, region):
            arn = f"arn:aws:kms:{region}:{plot.account.id}:key/{ids[alias_of(one)]}"
            yield Planted(arn, region, {"expect": {**USUAL, **declared.get("expect", {})}})


def _stores(plot: Plot, region: str) -> Iterator[Planted]:
    for one in plot.account.each("key_stores", region):
        arn = f"arn:aws:kms:{region}:{plot.account.id}:custom-key-store/{one['id']}"
        yield Planted(arn, region, one)


SERVICE = Service(
    name="kms",
    plant=plant_keys,
    kinds=(
        Kind(
            name="key",
            controls=(
                "kms.admin-user-separation",
                "kms.disabled-keys-reviewed",
                "kms.grants-known",
                "kms.imported-material-expiry",
                "kms.key-cross-account-known",
                "kms.key-inventory-documented",
                "kms.key-not-pending-deletion",
                "kms.key-not-public",
                "kms.multi-region-keys-intended",
                "kms.rotation-enabled",
                "kms.rotation-occurred",
            ),
            planted=_planted,
            population="arn:aws:kms:{region}:{account}:key/*",
        ),
        Kind(
            name="key_store",
            controls=("kms.custom-key-store-connected",),
            planted=_stores,
            population="arn:aws:kms:{region}:{account}:custom-key-store/*",
        ),
    ),
)
