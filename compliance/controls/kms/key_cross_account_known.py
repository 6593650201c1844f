from compliance.collectors.kms import KMS_KEY
from compliance.collectors.resource import Resource
from compliance.controls.control import Context, Outcome, Severity, control, passed
from compliance.controls.kms.key import managed_by_aws
from compliance.controls.outsiders import judge_outsiders
from compliance.policies.evaluate import evaluate


@control(
    title="Every outside account in the key policy is trusted",
    severity=Severity.HIGH,
    resource_type=KMS_KEY,
    needs=("kms",),
    params={"trusted_accounts": [], "trusted_orgs": []},
    remediation=(
        "Remove the principal, or record its account or organisation as trusted, with an owner "
        "and an expiry."
    ),
    source="PCI DSS 4.0.1 7.2.2 and 7.2.5; IAM User Guide, Principal element",
)
def judge(key: Resource, context: Context) -> Outcome:
    """Whoever runs an outside account decides who in it may decrypt.

    An account's root as principal stands for the whole account. A bare unique id (AROA…, AIDA…)
    is what is left of a deleted role or user: it grants nobody anything and is named as stale.
    """
    if outcome := managed_by_aws(key):
        return outcome
    policy = key["policy"]["Policy"]
    if outcome := judge_outsiders(key, policy, context, service="kms"):
        return outcome
    verdict = evaluate(policy, own_account=key.account_id, service="kms")
    stale = ", ".join(sorted(verdict.stale_principals))
    left = f" Stale grants to deleted principals: {stale}." if stale else ""
    return passed(f"The key policy admits no outsider who is not on the list.{left}")
