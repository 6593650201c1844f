from compliance.aws.answers import NotCollected
from compliance.collectors.cloudhsmv2 import CLUSTER
from compliance.collectors.resource import Resource
from compliance.controls.cloudhsm.cluster import being_deleted, hsms
from compliance.controls.control import Context, Outcome, Severity, control, failed, passed
from compliance.controls.iso import iso


@control(
    title="The cluster's HSMs are of a type with support and a current FIPS certificate",
    severity=Severity.HIGH,
    resource_type=CLUSTER,
    needs=("cloudhsmv2",),
    params={"supported_types": ["hsm2m.medium"]},
    remediation="Migrate to hsm2m.medium, for which clients need SDK 5.",
    source=(
        "PCI DSS 4.0.1 3.6.1.2 and 12.3.4; NIST CMVP certificates #4218 (historical) and #4703; "
        "CloudHSM User Guide, HSM types"
    ),
)
def judge(cluster: Resource, context: Context) -> Outcome:
    """Out of support, an HSM gets no fixes, and its validation no longer counts.

    The certificate of hsm1.medium (FIPS 140-2, #4218) became historical on 4 January 2026, and its
    support ended on 31 March 2026; hsm2m.medium has FIPS 140-3, #4703.
    """
    if outcome := being_deleted(cluster):
        return outcome
    own = cluster["cluster"].get("HsmType")
    if not own:
        raise NotCollected("cloudhsmv2:DescribeClusters", "the answer has no HsmType")
    # While a cluster migrates, HSMs of the former type are still in it.
    kinds = {str(own), *(str(one["HsmType"]) for one in hsms(cluster) if one.get("HsmType"))}
    if old := sorted(kinds - set(context.params["supported_types"])):
        return failed(f"The cluster has HSMs of a type that is not supported: {', '.join(old)}.")
    until = cluster["cluster"].get("HsmTypeRollbackExpiration")
    migrated = f" Its migration can be rolled back until {iso(until)}." if until else ""
    return passed(f"The cluster's HSMs are of type {own}.{migrated}")
