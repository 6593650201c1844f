from compliance.aws.answers import NotCollected
from compliance.collectors.resource import Resource
from compliance.collectors.secretsmanager import SECRET
from compliance.controls.control import Context, Outcome, Severity, control, failed, passed
from compliance.controls.outsiders import judge_outsiders


@control(
    title="Every outside account with access to the secret is trusted",
    severity=Severity.HIGH,
    resource_type=SECRET,
    needs=("secretsmanager",),
    params={"trusted_accounts": [], "trusted_orgs": []},
    remediation="Remove the outside account, or record the trust with an owner and an expiry.",
    source="PCI DSS 4.0.1 7.2.5; Secrets Manager API, DescribeSecret and GetResourcePolicy",
)
def judge(secret: Resource, context: Context) -> Outcome:
    """Whoever runs an outside account decides who in it may read the secret.

    A replica in another account, or a primary there, shares the value without any policy that
    says so. One outsider who is not on the list fails, whatever else could not be read.
    """
    unread: NotCollected | None = None
    for read in (_judge_replication, _judge_policy):
        try:
            if outcome := read(secret, context):
                return outcome
        except NotCollected as missing:
            unread = unread or missing
    if unread is not None:
        raise unread
    return passed("No outside account that is not on the list has access to the secret.")


def _judge_replication(secret: Resource, context: Context) -> Outcome | None:
    description = secret["description"]
    primary = description.get("CrossAccountPrimary", {}).get("PrimarySecretARN")
    partners = {
        *(one.get("ReplicaSecretARN") for one in description.get("CrossAccountReplicas") or ()),
        primary,
    }
    strangers = sorted(
        arn
        for arn in partners
        if arn and arn.split(":")[4] not in context.params["trusted_accounts"]
    )
    if strangers:
        return failed(f"The value is shared with secrets not on the list: {', '.join(strangers)}.")
    return None


def _judge_policy(secret: Resource, context: Context) -> Outcome | None:
    policy = secret["policy"].get("ResourcePolicy")
    if not policy:
        return None
    return judge_outsiders(secret, policy, context, service="secretsmanager")
