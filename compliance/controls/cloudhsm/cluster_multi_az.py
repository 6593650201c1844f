from compliance.collectors.cloudhsmv2 import CLUSTER
from compliance.collectors.resource import Resource
from compliance.controls.cloudhsm.cluster import being_deleted, hsms
from compliance.controls.control import Context, Outcome, Severity, control, failed, passed

# CloudHSM User Guide, "Cluster high availability": freshly made keys may be lost with fewer.
ADVISED_HSMS = 3


@control(
    title="The cluster has active HSMs in more than one Availability Zone",
    severity=Severity.HIGH,
    resource_type=CLUSTER,
    needs=("cloudhsmv2",),
    params={"min_hsms": 2, "min_azs": 2},
    remediation="Add an HSM in another Availability Zone.",
    source="CloudHSM User Guide, AWS CloudHSM cluster high availability; DescribeClusters, Hsms",
)
def judge(cluster: Resource, context: Context) -> Outcome:
    """With its only HSM, or its only zone, all that needs the keys stands still.

    Only HSMs that are there count: the subnets say where others could be. A cluster that was
    scaled to zero on purpose fails until an exception says so.
    """
    if outcome := being_deleted(cluster):
        return outcome
    active = [one for one in hsms(cluster) if one.get("State") == "ACTIVE"]
    zones = sorted({str(one["AvailabilityZone"]) for one in active if one.get("AvailabilityZone")})
    least = int(context.params["min_hsms"]), int(context.params["min_azs"])
    there = f"Active HSMs: {len(active)}; Availability Zones that they are in: {len(zones)}"
    if len(active) < least[0] or len(zones) < least[1]:
        return failed(f"{there}. The least are {least[0]} and {least[1]}.")
    advice = "" if len(active) >= ADVISED_HSMS else f" AWS advises {ADVISED_HSMS} HSMs."
    return passed(f"{there}.{advice}")
