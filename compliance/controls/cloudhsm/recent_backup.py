from datetime import timedelta

from compliance.collectors.cloudhsmv2 import CLUSTER
from compliance.collectors.resource import Resource
from compliance.controls.cloudhsm.cluster import (
    holds_nothing,
    hsms,
    ready_backups,
    require_backups,
)
from compliance.controls.control import (
    Context,
    Outcome,
    Severity,
    control,
    failed,
    not_applicable,
    passed,
)
from compliance.controls.iso import iso


@control(
    title="The cluster has a fresh backup that is ready",
    severity=Severity.MEDIUM,
    resource_type=CLUSTER,
    needs=("cloudhsmv2",),
    params={"max_age_hours": 48},
    remediation="Look at the cluster's health: AWS backs it up at least daily while it has HSMs.",
    source="45 CFR 164.308(a)(7)(ii)(A); CloudHSM User Guide, Cluster backups; DescribeBackups",
)
def judge(cluster: Resource, context: Context) -> Outcome:
    """Keys made since the last backup are lost with the cluster, and all that they encrypt."""
    if outcome := holds_nothing(cluster):
        return outcome
    if not hsms(cluster):
        return not_applicable("The cluster has no HSM, so nothing in it changes.")
    made = [
        one["backup"]["CreateTimestamp"]
        for one in ready_backups(cluster, context.estate)
        if one["backup"].get("CreateTimestamp")
    ]
    hours = int(context.params["max_age_hours"])
    newest = max(made, default=None)
    if newest is not None and newest >= context.now - timedelta(hours=hours):
        return passed(f"A backup was made within {hours} hours before the reading.")
    require_backups(cluster, context.estate)
    if newest is None:
        return failed("The cluster has no backup that is ready.")
    return failed(
        f"The newest ready backup was made at {iso(newest)}; the limit is {hours} hours."
    )
