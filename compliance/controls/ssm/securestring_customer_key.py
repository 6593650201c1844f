from compliance.collectors.resource import Resource
from compliance.collectors.ssm import PARAMETER
from compliance.controls.control import Context, Outcome, Severity, control, failed, passed
from compliance.controls.encryption_key import is_aws_managed
from compliance.controls.ssm.parameter import not_secure

SERVICE_ALIAS = "alias/aws/ssm"


@control(
    title="SecureString parameters are encrypted with a customer managed key",
    severity=Severity.LOW,
    resource_type=PARAMETER,
    needs=("ssm", "kms"),
    remediation="Put the parameter again with the id of a customer managed key.",
    source="SSM API, PutParameter KeyId; KMS Developer Guide, AWS managed keys",
)
def judge(parameter: Resource, context: Context) -> Outcome:
    """The AWS managed key opens the value to all who may read parameters in the account.

    Its policy cannot be narrowed, nor can it be shared with another account. The cipher is the
    same. Without a key id, AWS uses its own key (PutParameter).
    """
    if outcome := not_secure(parameter):
        return outcome
    reference = str(parameter["parameter"].get("KeyId") or "")
    if not reference or is_aws_managed(
        parameter, context.estate, reference, service_alias=SERVICE_ALIAS
    ):
        return failed("The parameter is encrypted with an AWS managed key.")
    return passed(f"The parameter is encrypted with the customer managed key {reference}.")
