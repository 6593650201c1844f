from compliance.collectors.kms import KMS_KEY
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
from compliance.controls.kms.duties import duties
from compliance.controls.kms.key import managed_by_aws
from compliance.policies.verdict import PolicyMalformed

ADMINISTRATION = frozenset({"kms:PutKeyPolicy", "kms:ScheduleKeyDeletion", "kms:DisableKey"})
USE = frozenset({"kms:Decrypt", "kms:GenerateDataKey"})


@control(
    title="Nobody in the key policy both administers and uses the key",
    severity=Severity.LOW,
    resource_type=KMS_KEY,
    needs=("kms",),
    remediation="Split the statement in two: one for administrators, one for users.",
    source="PCI DSS 4.0.1 3.7.6 and 7.2.2; KMS Developer Guide, Default key policy",
)
def judge(key: Resource, _context: Context) -> Outcome:
    """Who may both use a key and rule over it can misuse it and then remove the traces.

    The key policy alone is judged. A whole account as principal hands the question to its IAM
    policies, which are not looked at. Conditions on what is allowed are left aside, and so is a
    Deny that has any.
    """
    if outcome := managed_by_aws(key):
        return outcome
    try:
        held = duties(key["policy"]["Policy"], ADMINISTRATION | USE)
    except PolicyMalformed as error:
        return not_determined(f"The key policy could not be understood: {error}.")
    if not held:
        return not_applicable("The key policy leaves everything to IAM policies of accounts.")
    both = sorted(
        who for who, actions in held.items() if actions & ADMINISTRATION and actions & USE
    )
    if both:
        return failed(
            f"The key policy lets these both administer and use the key: {', '.join(both)}."
        )
    return passed("The key policy lets nobody both administer and use the key.")
