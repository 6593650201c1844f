from compliance.aws.answers import NotCollected
from compliance.collectors.kms import KMS_ALIAS, KMS_KEY
from compliance.collectors.resource import Estate, Resource
from compliance.collectors.secretsmanager import SECRET
from compliance.controls.control import Context, Outcome, Severity, control, failed, passed

SERVICE_ALIAS = "alias/aws/secretsmanager"
AWS_ALIASES = "alias/aws/"


@control(
    title="The secret is encrypted with a customer managed key",
    severity=Severity.LOW,
    resource_type=SECRET,
    needs=("secretsmanager", "kms"),
    remediation=(
        "Set a customer managed key as the secret's encryption key, then rotate the secret so "
        "that new versions use it."
    ),
    source="AWS Config secretsmanager-using-cmk; Secrets Manager API, SecretListEntry KmsKeyId",
)
def judge(secret: Resource, context: Context) -> Outcome:
    """With the AWS managed key, nobody but AWS decides who may decrypt, and nobody can revoke it.

    Every secret is encrypted: a failure is about control of the key, never clear text. A secret
    that is scheduled for deletion is judged too; its value stays stored until then.
    """
    reference = str(secret["secret"].get("KmsKeyId") or "")
    if not reference or _is_aws_managed(secret, context.estate, reference):
        return failed("The secret is encrypted with an AWS managed key.")
    return passed(f"The secret is encrypted with the customer managed key {reference}.")


def _is_aws_managed(secret: Resource, estate: Estate, reference: str) -> bool:
    if "alias/" in reference:
        # KMS API, CreateAlias: names below alias/aws/ are reserved for AWS managed keys.
        return reference[reference.index("alias/") :].startswith(AWS_ALIASES)
    partition, _, region, account = secret.arn.split(":")[1:5]
    if not reference.startswith("arn:"):
        reference = f"arn:{partition}:kms:{region}:{account}:key/{reference}"
    if reference.split(":")[4] != account:
        # KMS Developer Guide: other accounts cannot use an AWS managed key.
        return False
    try:
        return _manager(estate, reference) == "AWS"
    except NotCollected:
        target = _target_of_service_alias(estate, reference)
        if not target:
            raise
        # Of AWS managed keys, Secrets Manager can use only its own.
        return reference.endswith(f":key/{target}")


def _manager(estate: Estate, key_arn: str) -> str:
    metadata = estate.find(KMS_KEY, key_arn)["metadata"].get("KeyMetadata", {})
    if not metadata.get("KeyManager"):
        raise NotCollected("kms:DescribeKey", f"does not tell who manages {key_arn}")
    return str(metadata["KeyManager"])


def _target_of_service_alias(estate: Estate, key_arn: str) -> str:
    """The id of the AWS managed key for Secrets Manager in the key's Region; empty if unknown."""
    alias_arn = f"{key_arn.rpartition(':')[0]}:{SERVICE_ALIAS}"
    try:
        return str(estate.find(KMS_ALIAS, alias_arn)["alias"].get("TargetKeyId") or "")
    except NotCollected:
        return ""
