"""Whether AWS or the customer rules the KMS key that a resource is encrypted with."""

from compliance.aws.answers import NotCollected
from compliance.collectors.kms import KMS_ALIAS, KMS_KEY
from compliance.collectors.resource import Estate, Resource

AWS_ALIASES = "alias/aws/"


def is_aws_managed(
    resource: Resource, estate: Estate, reference: str, *, service_alias: str
) -> bool:
    """Whether the key that a resource names, by id, ARN or alias, is managed by AWS.

    `service_alias` is the alias of the one AWS managed key that the resource's service can use,
    such as `alias/aws/ssm`: it decides where the key itself could not be described.

    :raises NotCollected: neither the key nor that alias was read.
    """
    if "alias/" in reference:
        # KMS API, CreateAlias: names below alias/aws/ are reserved for AWS managed keys.
        return reference[reference.index("alias/") :].startswith(AWS_ALIASES)
    partition, _, region, account = resource.arn.split(":")[1:5]
    if not reference.startswith("arn:"):
        reference = f"arn:{partition}:kms:{region}:{account}:key/{reference}"
    if reference.split(":")[4] != account:
        # KMS Developer Guide: other accounts cannot use an AWS managed key.
        return False
    try:
        return _manager(estate, reference) == "AWS"
    except NotCollected:
        target = _target_of(service_alias, estate, reference)
        if not target:
            raise
        # Of AWS managed keys, a service can use only its own.
        return reference.endswith(f":key/{target}")


def _manager(estate: Estate, key_arn: str) -> str:
    metadata = estate.find(KMS_KEY, key_arn)["metadata"].get("KeyMetadata", {})
    if not metadata.get("KeyManager"):
        raise NotCollected("kms:DescribeKey", f"does not tell who manages {key_arn}")
    return str(metadata["KeyManager"])


def _target_of(service_alias: str, estate: Estate, key_arn: str) -> str:
    """The id of the service's AWS managed key in the key's Region; empty if unknown."""
    alias_arn = f"{key_arn.rpartition(':')[0]}:{service_alias}"
    try:
        return str(estate.find(KMS_ALIAS, alias_arn)["alias"].get("TargetKeyId") or "")
    except NotCollected:
        return ""
