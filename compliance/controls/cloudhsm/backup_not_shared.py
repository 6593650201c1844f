from compliance.aws.answers import NotCollected
from compliance.collectors.cloudhsmv2 import BACKUP, SHAREABLE_STATE
from compliance.collectors.resource import Resource
from compliance.controls.control import (
    Context,
    Outcome,
    Severity,
    control,
    not_applicable,
    passed,
)
from compliance.controls.outsiders import judge_outsiders


@control(
    title="Backups are shared with trusted accounts only",
    severity=Severity.CRITICAL,
    resource_type=BACKUP,
    needs=("cloudhsmv2",),
    params={"trusted_accounts": [], "trusted_orgs": []},
    remediation="Delete the backup's resource policy or its resource share in RAM.",
    source="PCI DSS 4.0.1 3.6.1 and 7.2.5; CloudHSM API, PutResourcePolicy and GetResourcePolicy",
)
def judge(backup: Resource, context: Context) -> Outcome:
    """Whoever a backup is shared with can restore a cluster with all its keys.

    Only a backup that is ready can be shared or restored.
    """
    state = backup["backup"].get("BackupState")
    if not state:
        raise NotCollected("cloudhsmv2:DescribeBackups", "the answer has no BackupState")
    if state != SHAREABLE_STATE:
        return not_applicable(f"The backup's state is {state}: nobody can restore it.")
    policy = backup["policy"].get("Policy")
    if not policy:
        return passed("The backup has no resource policy, so it is not shared.")
    return judge_outsiders(backup, policy, context, service="cloudhsm") or passed(
        "The backup is shared with no outsider who is not on the list."
    )
