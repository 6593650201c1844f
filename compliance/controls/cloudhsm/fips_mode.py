from compliance.collectors.cloudhsmv2 import CLUSTER
from compliance.collectors.resource import Resource
from compliance.controls.cloudhsm.cluster import being_deleted
from compliance.controls.control import Context, Outcome, Severity, control, failed, passed


@control(
    title="The cluster runs in FIPS mode",
    severity=Severity.HIGH,
    resource_type=CLUSTER,
    needs=("cloudhsmv2",),
    remediation=(
        "Create a cluster in FIPS mode and move the keys: the mode cannot be changed, and backups "
        "cannot be restored in the other mode."
    ),
    source=(
        "PCI DSS 4.0.1 3.6.1.2; 45 CFR 164.402 (HHS guidance, FIPS 140); CloudHSM API, Cluster"
    ),
)
def judge(cluster: Resource, _context: Context) -> Outcome:
    """Outside FIPS mode the HSMs allow keys and algorithms for which no validation stands.

    Clusters made before 10 June 2024, when the other mode came, run in FIPS mode and may name
    none.
    """
    if outcome := being_deleted(cluster):
        return outcome
    mode = cluster["cluster"].get("Mode")
    if mode and mode != "FIPS":
        return failed(f"The cluster's mode is {mode}.")
    if not mode:
        return passed(
            "The cluster names no mode, as those made before there was another than FIPS."
        )
    return passed("The cluster's mode is FIPS.")
