from compliance.collectors.kms import KMS_KEY
from compliance.collectors.resource import Resource
from compliance.controls.control import (
    Context,
    Outcome,
    Severity,
    control,
    failed,
    not_determined,
    passed,
)
from compliance.controls.kms.key import managed_by_aws
from compliance.policies.evaluate import evaluate
from compliance.policies.verdict import Exposure, PolicyMalformed


@control(
    title="The key policy does not open the key to everyone",
    severity=Severity.CRITICAL,
    resource_type=KMS_KEY,
    needs=("kms",),
    remediation=(
        "Name the principals instead of the wildcard, or add a condition on kms:CallerAccount or "
        "aws:PrincipalOrgID with a fixed value."
    ),
    source="AWS FSBP KMS.5; AWS Config kms-key-policy-no-public-access; CIS AWS 7.0 2.21",
)
def judge(key: Resource, _context: Context) -> Outcome:
    """Anyone with an AWS account can decrypt what a public key protects.

    A condition on the caller's account or organisation closes a wildcard principal; one on the
    service it comes through (kms:ViaService) does not. AWS's own test is stricter: it calls every
    wildcard in the closing condition public, and the reason of a pass says so where they differ.
    """
    if outcome := managed_by_aws(key):
        return outcome
    try:
        verdict = evaluate(key["policy"]["Policy"], own_account=key.account_id, service="kms")
    except PolicyMalformed as error:
        return not_determined(f"The key policy could not be understood: {error}.")
    if verdict.exposure is Exposure.PUBLIC:
        return failed(f"The key policy opens the key to everyone: {'; '.join(verdict.reasons)}.")
    if verdict.aws_is_public:
        return passed(
            "The key policy is not open to everyone, though AWS's stricter test (KMS.5) calls it "
            "public."
        )
    return passed("The key policy is not open to everyone.")
