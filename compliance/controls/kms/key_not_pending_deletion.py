from compliance.collectors.kms import KMS_KEY
from compliance.collectors.resource import Resource
from compliance.controls.control import Context, Outcome, Severity, control, failed, passed
from compliance.controls.iso import iso
from compliance.controls.kms.key import described, managed_by_aws

# PendingReplicaDeletion: a primary that is deleted once the last of its replicas is gone.
DOOMED = ("PendingDeletion", "PendingReplicaDeletion")


@control(
    title="No customer managed key is about to be deleted",
    severity=Severity.CRITICAL,
    resource_type=KMS_KEY,
    needs=("kms",),
    remediation=(
        "Cancel the deletion, or record an exception with its approval and the proof that no data "
        "needs the key any more."
    ),
    source="AWS FSBP KMS.3; AWS Config kms-cmk-not-scheduled-for-deletion; PCI DSS 4.0.1 3.7.5",
)
def judge(key: Resource, _context: Context) -> Outcome:
    """Whatever a deleted key has encrypted is lost for good.

    Destroying a key on purpose is a valid end of its data's life (PCI DSS 3.7.5, HIPAA's disposal
    rule): that is what an approved exception to this failure records.
    """
    if outcome := managed_by_aws(key):
        return outcome
    metadata = described(key)
    if metadata["KeyState"] not in DOOMED:
        return passed(
            f"The key is not scheduled for deletion: its state is {metadata['KeyState']}."
        )
    if deletion := metadata.get("DeletionDate"):
        return failed(f"The key will be deleted at {iso(deletion)}.")
    days = metadata.get("PendingDeletionWindowInDays")
    waiting = f"{days} days after its last replica" if days else "after its last replica"
    return failed(f"The key will be deleted {waiting}: its state is {metadata['KeyState']}.")
