"""AWS KMS: keys, their rotation, policies, grants and aliases."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from compliance.aws.answers import Answer, Answers
from compliance.collectors.collector import Collector, Scope, register
from compliance.collectors.resource import Population, Resource, known, listed

if TYPE_CHECKING:
    from compliance.aws.reader import Reader

KMS_KEY = "AWS::KMS::Key"
KMS_ALIAS = "AWS::KMS::Alias"


def collect(reader: "Reader") -> None:
    """List keys and aliases, then ask for what only single keys tell.

    There is no bulk call (AWS KMS API Reference). An AWS managed key has no policy, rotation or
    grants of the customer's, so only its description is read.
    """
    keys = reader.pages("kms:ListKeys", "Keys", Limit=1000)
    reader.pages("kms:ListAliases", "Aliases", Limit=100)
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
        reader.pages("kms:ListKeyRotations", "Rotations", KeyId=key_id, Limit=1000)


def _can_rotate(metadata: Mapping[str, Any]) -> bool:
    """KMS can rotate the material: symmetric, and kept by KMS itself or imported."""
    is_symmetric = metadata.get("KeySpec", "SYMMETRIC_DEFAULT") == "SYMMETRIC_DEFAULT"
    return is_symmetric and metadata.get("Origin") in {"AWS_KMS", "EXTERNAL"}


def describe(answers: Answers) -> Iterator[Population]:
    """Keys with metadata, rotation, rotations, policy, grants and aliases; and the aliases."""
    keys = answers.listing("kms:ListKeys", "Keys")
    aliases = answers.listing("kms:ListAliases", "Aliases")
    prefix = f"arn:{answers.partition}:kms:{answers.region}:{answers.account_id}"
    yield Population(
        arn=f"{prefix}:key/*",
        type=KMS_KEY,
        account_id=answers.account_id,
        region=answers.region,
        operation=keys.operation,
        resources=[_key(answers, key["KeyId"], key["KeyArn"]) for key in keys.items],
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


def _key(answers: Answers, key_id: str, arn: str) -> Resource:
    description = answers.one("kms:DescribeKey", KeyId=key_id)
    metadata = (description.parsed or {}).get("KeyMetadata", {})
    facts = {"metadata": description, "aliases": _aliases(answers, key_id)}
    if metadata.get("KeyManager") != "AWS":
        facts |= {
            "policy": answers.one("kms:GetKeyPolicy", KeyId=key_id, PolicyName="default"),
            "grants": listed(answers.listing("kms:ListGrants", "Grants", KeyId=key_id), "Grants"),
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


def _aliases(answers: Answers, key_id: str) -> Answer:
    aliases = answers.listing("kms:ListAliases", "Aliases")
    if not aliases.is_complete:
        return listed(aliases, "Aliases")
    own = [alias for alias in aliases.items if alias.get("TargetKeyId") == key_id]
    return known(aliases.operation, {"Aliases": own})


register(
    Collector(
        name="kms",
        scope=Scope.REGIONAL,
        version=1,
        actions=(
            "kms:DescribeKey",
            "kms:GetKeyPolicy",
            "kms:GetKeyRotationStatus",
            "kms:ListAliases",
            "kms:ListGrants",
            "kms:ListKeyRotations",
            "kms:ListKeys",
        ),
        resource_types=(KMS_KEY, KMS_ALIAS),
        collect=collect,
        describe=describe,
    )
)
