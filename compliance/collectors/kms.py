"""AWS KMS: keys, their rotation, policies, grants, tags and aliases; custom key stores."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from compliance.aws.answers import Answer, Answers, Listing
from compliance.collectors.collector import Collector, Scope, register
from compliance.collectors.resource import Population, Resource, known, listed
from compliance.collectors.tags import ACTION, Tags, read_tags, tags_of

if TYPE_CHECKING:
    from compliance.aws.reader import Reader

KMS_KEY = "AWS::KMS::Key"
KMS_ALIAS = "AWS::KMS::Alias"
CUSTOM_KEY_STORE = "AWS::KMS::CustomKeyStore"

STORES = ("kms:DescribeCustomKeyStores", "CustomKeyStores")
TAGGED_KIND = "kms:key"
IMPORTED = "EXTERNAL"


def collect(reader: "Reader") -> None:
    """List keys, aliases, key stores and tags, then ask for what only single keys tell.

    There is no bulk call (AWS KMS API Reference). An AWS managed key has no policy, rotation or
    grants of the customer's, so only its description is read.
    """
    keys = reader.pages("kms:ListKeys", "Keys", Limit=1000)
    reader.pages("kms:ListAliases", "Aliases", Limit=100)
    reader.pages(*STORES, Limit=1000)
    if keys.items:
        read_tags(reader, TAGGED_KIND)
    reader.each(partial(_collect_key, reader), [key["KeyId"] for key in keys.items])


def _collect_key(reader: "Reader", key_id: str) -> None:
    description = reader.call("kms:DescribeKey", KeyId=key_id)
    metadata = (description.parsed or {}).get("KeyMetadata", {})
    if metadata.get("KeyManager") == "AWS":
        return
    reader.call("kms:GetKeyPolicy", KeyId=key_id, PolicyName="default")
    reader.pages("kms:ListGrants", "Grants", KeyId=key_id, Limit=100)
    if not metadata or _can_rotate(metadata):
        reader.call("kms:GetKeyRotationStatus", KeyId=key_id)
        reader.pages(
            "kms:ListKeyRotations", "Rotations", KeyId=key_id, Limit=1000, **_materials(metadata)
        )


def _materials(metadata: Mapping[str, Any]) -> dict[str, str]:
    """Imported materials expire one by one, so all are listed, the first and waiting ones too."""
    is_imported = metadata.get("Origin") == IMPORTED
    return {"IncludeKeyMaterial": "ALL_KEY_MATERIAL"} if is_imported else {}


def _can_rotate(metadata: Mapping[str, Any]) -> bool:
    """KMS can rotate the material: symmetric, and kept by KMS itself or imported."""
    is_symmetric = metadata.get("KeySpec", "SYMMETRIC_DEFAULT") == "SYMMETRIC_DEFAULT"
    return is_symmetric and metadata.get("Origin") in {"AWS_KMS", IMPORTED}


def describe(answers: Answers) -> Iterator[Population]:
    """Keys with metadata, rotation, rotations, policy, grants, tags and aliases.

    Then the aliases and the custom key stores.
    """
    keys = answers.listing("kms:ListKeys", "Keys")
    aliases = answers.listing("kms:ListAliases", "Aliases")
    by_key: dict[str, list[Mapping[str, Any]]] = {}
    for alias in aliases.items:
        by_key.setdefault(alias.get("TargetKeyId", ""), []).append(alias)
    tags = tags_of(answers, TAGGED_KIND)
    prefix = f"arn:{answers.partition}:kms:{answers.region}:{answers.account_id}"
    yield Population(
        arn=f"{prefix}:key/*",
        type=KMS_KEY,
        account_id=answers.account_id,
        region=answers.region,
        operation=keys.operation,
        resources=[
            _key(
                answers,
                key["KeyId"],
                key["KeyArn"],
                tags,
                _aliases(aliases, by_key.get(key["KeyId"], [])),
            )
            for key in keys.items
        ],
        error=keys.error,
        count_statement=keys.count_statement("keys"),
    )
    yield Population(
        arn=f"{prefix}:alias/*",
        type=KMS_ALIAS,
        account_id=answers.account_id,
        region=answers.region,
        operation=aliases.operation,
        resources=[
            Resource(
                arn=alias["AliasArn"],
                type=KMS_ALIAS,
                name=alias["AliasName"],
                account_id=answers.account_id,
                region=answers.region,
                facts={"alias": known(aliases.operation, alias)},
            )
            for alias in aliases.items
        ],
        error=aliases.error,
        count_statement=aliases.count_statement("aliases"),
    )
    yield _stores(answers, prefix)


def _stores(answers: Answers, prefix: str) -> Population:
    stores = answers.listing(*STORES)
    return Population(
        # KMS gives key stores no ARN; this one is made so that findings can name them.
        arn=f"{prefix}:custom-key-store/*",
        type=CUSTOM_KEY_STORE,
        account_id=answers.account_id,
        region=answers.region,
        operation=stores.operation,
        resources=[
            Resource(
                arn=f"{prefix}:custom-key-store/{store['CustomKeyStoreId']}",
                type=CUSTOM_KEY_STORE,
                name=store["CustomKeyStoreName"],
                account_id=answers.account_id,
                region=answers.region,
                facts={"store": known(stores.operation, store)},
            )
            for store in stores.items
        ],
        error=stores.error,
        count_statement=stores.count_statement("custom key stores"),
    )


def _key(answers: Answers, key_id: str, arn: str, tags: Tags, aliases: Answer) -> Resource:
    description = answers.one("kms:DescribeKey", KeyId=key_id)
    metadata = (description.parsed or {}).get("KeyMetadata", {})
    facts = {"metadata": description, "aliases": aliases}
    if metadata.get("KeyManager") != "AWS":
        facts |= {
            "policy": answers.one("kms:GetKeyPolicy", KeyId=key_id, PolicyName="default"),
            "grants": listed(answers.listing("kms:ListGrants", "Grants", KeyId=key_id), "Grants"),
            "tags": tags.of(arn),
        }
        if not metadata or _can_rotate(metadata):
            rotation = answers.one("kms:GetKeyRotationStatus", KeyId=key_id)
            rotations = answers.listing("kms:ListKeyRotations", "Rotations", KeyId=key_id)
            facts |= {
                "rotation": rotation.or_absent("UnsupportedOperationException"),
                "rotations": listed(rotations, "Rotations"),
            }
    return Resource(
        arn=arn,
        type=KMS_KEY,
        name=key_id,
        account_id=answers.account_id,
        region=answers.region,
        facts=facts,
    )


def _aliases(aliases: Listing, own: list[Mapping[str, Any]]) -> Answer:
    if not aliases.is_complete:
        return listed(aliases, "Aliases")
    return known(aliases.operation, {"Aliases": own})


register(
    Collector(
        name="kms",
        scope=Scope.REGIONAL,
        version=2,
        actions=(
            "kms:DescribeCustomKeyStores",
            "kms:DescribeKey",
            "kms:GetKeyPolicy",
            "kms:GetKeyRotationStatus",
            "kms:ListAliases",
            "kms:ListGrants",
            "kms:ListKeyRotations",
            "kms:ListKeys",
            ACTION,
        ),
        resource_types=(KMS_KEY, KMS_ALIAS, CUSTOM_KEY_STORE),
        collect=collect,
        describe=describe,
    )
)
