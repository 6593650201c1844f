from compliance.aws.answers import NotCollected
from compliance.collectors.cloudtrail import TRAIL
from compliance.collectors.kms import KMS_ALIAS, KMS_KEY
from compliance.collectors.resource import Estate, Resource
from compliance.controls.cloudtrail.ownership import account_of
from compliance.controls.control import Context, Outcome, Severity, control, failed, passed

# AWS KMS, "Key states": cryptographic operations work in these states.
USABLE_STATES = ("Enabled", "Updating")


@control(
    title="Log files are encrypted with an enabled KMS key",
    severity=Severity.MEDIUM,
    resource_type=TRAIL,
    needs=("cloudtrail", "kms"),
    remediation=(
        "Set a KMS key on the trail whose policy lets CloudTrail encrypt and only the readers of "
        "the logs decrypt; enable the key if it is disabled."
    ),
    source=(
        "AWS Security Hub CloudTrail.2; AWS Config cloud-trail-encryption-enabled; "
        "CIS AWS Foundations 3.0 and 5.0: 3.5; 6.0 and 7.0: 4.5"
    ),
)
def judge(trail: Resource, context: Context) -> Outcome:
    """Without a key of its own, read access to the bucket alone opens every log file.

    A key that is disabled or about to be deleted also stops the delivery of log files.
    """
    reference = str(trail["trail"].get("KmsKeyId") or "")
    if not reference:
        return failed("No KMS key is set; log files have only the bucket's default encryption.")
    key = _key(context.estate, trail, reference)
    state = key["metadata"]["KeyMetadata"].get("KeyState")
    if state in USABLE_STATES:
        return passed(f"Log files are encrypted with the KMS key {key.arn}, which is enabled.")
    return failed(f"The KMS key {key.arn} cannot be used: its state is {state}.")


def _key(estate: Estate, trail: Resource, reference: str) -> Resource:
    """The key that a key ARN, key id, alias name or alias ARN refers to."""
    if "alias/" in reference:
        reference = _target(estate, trail, reference)
    if not reference.startswith("arn:"):
        return _only(estate, KMS_KEY, f":key/{reference}", reference)
    owner = account_of(reference)
    if owner != trail.account_id:
        raise NotCollected(
            KMS_KEY, f"{reference} belongs to account {owner}, connect that account"
        )
    return estate.find(KMS_KEY, reference)


def _target(estate: Estate, trail: Resource, alias: str) -> str:
    if alias.startswith("arn:") and (owner := account_of(alias)) != trail.account_id:
        raise NotCollected(KMS_ALIAS, f"{alias} belongs to account {owner}, connect that account")
    found = _only(estate, KMS_ALIAS, alias if alias.startswith("arn:") else f":{alias}", alias)
    target = str(found["alias"].get("TargetKeyId") or "")
    if not target:
        raise NotCollected(KMS_ALIAS, f"{alias} points to no key")
    return f"{found.arn.rpartition(':')[0]}:key/{target}"


def _only(estate: Estate, resource_type: str, ending: str, reference: str) -> Resource:
    """The one resource whose ARN ends so: a name that two Regions share names neither."""
    found = [known for known in estate.known(resource_type) if known.arn.endswith(ending)]
    if len(found) != 1:
        raise NotCollected(
            resource_type, f"{reference} names {len(found)} of the resources read, not one"
        )
    return found[0]
