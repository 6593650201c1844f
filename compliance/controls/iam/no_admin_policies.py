from compliance.aws.answers import NotCollected
from compliance.collectors.iam import IAM_POLICY, OPERATION
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
from compliance.controls.iam.attachments import short
from compliance.policies.identity import grants_administration
from compliance.policies.verdict import PolicyMalformed


@control(
    title="No attached customer policy gives full administration",
    severity=Severity.HIGH,
    resource_type=IAM_POLICY,
    needs=("iam",),
    params={"tiny_exceptions": 5, "owner_tags": ["owner", "Owner"]},
    remediation="Name the actions and resources that the principal needs.",
    source=(
        "AWS Security Hub IAM.1; AWS Config iam-policy-no-statements-with-admin-access; CIS AWS "
        "Foundations 3.0: 1.16; 5.0: 1.15; 6.0: 2.15; 7.0: 2.14"
    ),
)
def judge(policy: Resource, context: Context) -> Outcome:
    """Who takes over one principal with such a policy has taken over the account.

    A NotAction that leaves out as few patterns as `tiny_exceptions`, or anything but the whole of
    IAM, is the same thing. Conditions and Deny statements excuse nothing, as with AWS's own
    control. AWS's AdministratorAccess, which break-glass roles need, is listed with its holders.
    """
    document = policy["document"]
    if document.get("ManagedByAws"):
        return not_applicable(f"AWS's own policy, held by {_holders(policy, context)}.")
    if document.get("Attachments") is None:
        raise NotCollected(OPERATION, "the answer has no AttachmentCount")
    if not document["Attachments"]:
        return not_applicable("The policy is attached to nobody.")
    try:
        statements = grants_administration(
            document["Document"], tiny_exceptions=int(context.params["tiny_exceptions"])
        )
    except PolicyMalformed as error:
        return not_determined(f"The policy could not be understood: {error}.")
    if statements:
        return failed(f"Full administration is given by statement {', '.join(statements)}.")
    return passed("The policy does not give full administration.")


def _holders(policy: Resource, context: Context) -> str:
    return ", ".join(
        f"{short(one['Arn'])} ({_owner(one['Tags'], context)})"
        for one in sorted(policy["holders"]["Holders"], key=lambda one: str(one["Arn"]))
    )


def _owner(tags: list[dict[str, str]], context: Context) -> str:
    keys = context.params["owner_tags"]
    return next((f"owner {one['Value']}" for one in tags if one["Key"] in keys), "no owner named")
