from compliance.collectors.resource import Resource
from compliance.collectors.secretsmanager import SECRET
from compliance.controls.control import Context, Outcome, Severity, control, failed, passed
from compliance.controls.encryption_key import is_aws_managed

SERVICE_ALIAS = "alias/aws/secretsmanager"


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
    if not reference or is_aws_managed(
        secret, context.estate, reference, service_alias=SERVICE_ALIAS
    ):
        return failed("The secret is encrypted with an AWS managed key.")
    return passed(f"The secret is encrypted with the customer managed key {reference}.")
