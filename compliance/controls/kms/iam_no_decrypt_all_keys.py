from compliance.collectors.iam import IAM_POLICY
from compliance.collectors.resource import Resource
from compliance.controls.control import (
    Context,
    Outcome,
    Severity,
    control,
    failed,
    not_applicable,
    not_determined,
    passed,
)
from compliance.policies.identity import grants_on_every_key
from compliance.policies.verdict import PolicyMalformed

OPENING = ("kms:Decrypt", "kms:ReEncryptFrom")


@control(
    title="No customer policy allows decrypting with every key",
    severity=Severity.MEDIUM,
    resource_type=IAM_POLICY,
    needs=("iam",),
    remediation="Name the keys that the principal needs, by ARN or with a condition on aliases.",
    source=(
        "AWS FSBP KMS.1 and KMS.2; AWS Config iam-customer-policy-blocked-kms-actions and "
        "iam-inline-policy-blocked-kms-actions"
    ),
)
def judge(policy: Resource, _context: Context) -> Outcome:
    """One stolen session with such a policy can read all that any key of the account protects.

    Conditions are ignored, as AWS's controls ignore them. Such a policy works with every key whose
    policy leaves access to the account's IAM, which is what new keys do; a key can be added at any
    time, so the policy is judged without them. So is one that is attached to nobody yet.
    """
    document = policy["document"]
    if document.get("ManagedByAws"):
        return not_applicable("The policy is AWS's own; only the customer's policies are judged.")
    try:
        statements = grants_on_every_key(document["Document"], OPENING)
    except PolicyMalformed as error:
        return not_determined(f"The policy could not be understood: {error}.")
    if statements:
        return failed(
            f"Decrypting with every key is allowed by statement {', '.join(statements)}."
        )
    return passed("The policy does not allow decrypting with every key.")
