from compliance.collectors.resource import Resource
from compliance.collectors.secretsmanager import SECRET
from compliance.controls.control import (
    Context,
    Outcome,
    Severity,
    control,
    failed,
    not_determined,
    passed,
)
from compliance.policies.evaluate import evaluate
from compliance.policies.verdict import Exposure, PolicyMalformed


@control(
    title="No resource policy opens the secret to everyone",
    severity=Severity.CRITICAL,
    resource_type=SECRET,
    needs=("secretsmanager",),
    remediation="Remove the wildcard statement, and put policies with BlockPublicPolicy only.",
    source="CIS AWS 7.0 2.21; Secrets Manager API, GetResourcePolicy and BlockPublicPolicy",
)
def judge(secret: Resource, _context: Context) -> Outcome:
    """Anyone with an AWS account can read, change or delete a public secret.

    The AWS managed key would still refuse other accounts; the policy fails all the same, since the
    key can be changed without looking at it. It is judged until the secret is gone, because it
    may also allow to restore it.
    """
    policy = secret["policy"].get("ResourcePolicy")
    if not policy:
        return passed("The secret has no resource policy.")
    try:
        verdict = evaluate(policy, own_account=secret.account_id, service="secretsmanager")
    except PolicyMalformed as error:
        return not_determined(f"The resource policy could not be understood: {error}.")
    if verdict.exposure is Exposure.PUBLIC:
        return failed(
            f"The resource policy opens the secret to everyone: {'; '.join(verdict.reasons)}."
        )
    return passed("The resource policy is not open to everyone.")
