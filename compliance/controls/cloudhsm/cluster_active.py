from compliance.collectors.cloudhsmv2 import CLUSTER
from compliance.collectors.resource import Resource
from compliance.controls.cloudhsm.cluster import being_deleted, hsms, state
from compliance.controls.control import Context, Outcome, Severity, control, failed, passed


@control(
    title="The cluster is initialised, active and not degraded",
    severity=Severity.HIGH,
    resource_type=CLUSTER,
    needs=("cloudhsmv2",),
    remediation="Finish initialisation and activation, or replace the degraded HSM.",
    source="CloudHSM API, Cluster State and Hsm State; CloudHSM User Guide, Activate the cluster",
)
def judge(cluster: Resource, _context: Context) -> Outcome:
    """A cluster that was never activated protects nothing, and a degraded HSM may be the last."""
    if outcome := being_deleted(cluster):
        return outcome
    if state(cluster) != "ACTIVE":
        return failed(f"The cluster's state is {state(cluster)}, not ACTIVE.")
    degraded = sorted(str(one["HsmId"]) for one in hsms(cluster) if one.get("State") == "DEGRADED")
    if degraded:
        return failed(
            f"The cluster is active, but these HSMs are degraded: {', '.join(degraded)}."
        )
    return passed("The cluster is active, and none of its HSMs is degraded.")
