from compliance.collectors.iam import USER
from compliance.collectors.resource import Resource
from compliance.controls.control import Context, Outcome, Severity, control, failed, passed


@control(
    title="Users get permissions through groups",
    severity=Severity.LOW,
    resource_type=USER,
    needs=("iam",),
    remediation="Attach the policies to a group or a role, and take them from the user.",
    source=(
        "AWS Security Hub IAM.2; AWS Config iam-user-no-policies-check; CIS AWS Foundations 3.0: "
        "1.15; 5.0: 1.14; 6.0: 2.14; 7.0: 2.13"
    ),
)
def judge(user: Resource, _context: Context) -> Outcome:
    """Permissions given one by one outlive the reason for which they were given."""
    detail = user["detail"]
    attached = [
        *(f"attached {one['PolicyName']}" for one in detail.get("AttachedManagedPolicies", ())),
        *(f"inline {one['PolicyName']}" for one in detail.get("UserPolicyList", ())),
    ]
    if attached:
        return failed(f"The user has policies of their own: {', '.join(sorted(attached))}.")
    return passed("The user has no policies but those of groups.")
