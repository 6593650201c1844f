from collections.abc import Iterator

from compliance.collectors.resource import Resource
from compliance.collectors.secretsmanager import SECRET
from compliance.controls.control import (
    Context,
    Outcome,
    Severity,
    control,
    failed,
    not_applicable,
    passed,
)
from compliance.controls.secretsmanager.secret import rotates_elsewhere, rotates_in_other_account


@control(
    title="Replicas of the secret are in sync",
    severity=Severity.MEDIUM,
    resource_type=SECRET,
    needs=("secretsmanager",),
    remediation=(
        "Read the status message, often about the key or a name that is taken; replicate again."
    ),
    source="Secrets Manager API, ReplicationStatusType; User Guide, Replicate a secret",
)
def judge(secret: Resource, context: Context) -> Outcome:
    """A replica that was left behind still gives out the old value where it is needed most.

    Replicas in other accounts count as well. They are all judged at their primary, which alone
    knows of them; one to which the value is still being copied is not in sync.
    """
    if outcome := rotates_elsewhere(secret, context.estate) or rotates_in_other_account(secret):
        return outcome
    replicas = dict(_replicas(secret))
    if not replicas:
        return not_applicable("The secret has no replica.")
    behind = sorted(
        f"{where} ({status})" for where, status in replicas.items() if status != "InSync"
    )
    if behind:
        return failed(f"These replicas are not in sync: {', '.join(behind)}.")
    return passed(f"The replicas are in sync: {', '.join(sorted(replicas))}.")


def _replicas(secret: Resource) -> Iterator[tuple[str, str]]:
    description = secret["description"]
    for one in description.get("ReplicationStatus") or ():
        yield str(one["Region"]), str(one.get("Status") or "unknown")
    for one in description.get("CrossAccountReplicas") or ():
        yield str(one["ReplicaSecretARN"]), str(one.get("ReplicationStatus") or "unknown")
