from datetime import datetime, timedelta

from compliance.collectors.kms import KMS_KEY
from compliance.collectors.resource import Estate, Resource
from compliance.controls.control import (
    Context,
    Outcome,
    Severity,
    control,
    failed,
    not_applicable,
    not_determined,
    passed,
)
from compliance.controls.iso import iso
from compliance.controls.kms.key import (
    described,
    is_symmetric_encryption,
    judged_at,
    not_in_use,
    primary_of,
)

ROTATED_BY_KMS = ("AWS_KMS", "EXTERNAL")


@control(
    title="Key material was really replaced within its cryptoperiod",
    severity=Severity.MEDIUM,
    resource_type=KMS_KEY,
    needs=("kms",),
    # A year and a margin: AWS rotates approximately every period.
    params={"max_age_days": 400, "manual_max_age_days": 0},
    remediation=(
        "Rotate the key on demand; where its kind cannot rotate, replace it, point its alias to "
        "the new key and record the date."
    ),
    source="PCI DSS 4.0.1 3.7.4; NIST SP 800-57 Part 1 Rev. 5, 5.3; KMS API, ListKeyRotations",
)
def judge(key: Resource, context: Context) -> Outcome:
    """A rotation switched on last month says nothing of the years that the same material served.

    Asymmetric and HMAC keys are judged by their creation when `manual_max_age_days` sets their
    cryptoperiod (0: none is set). It begins when the key can first be used, so imported material
    counts from the key's creation too. A replica is judged at its primary.
    """
    if outcome := not_in_use(key):
        return outcome
    if primary := judged_at(key, context.estate):
        return not_applicable(f"The key is a replica; its primary {primary} is judged.")
    days = _limit_days(key, context)
    if not days:
        return not_applicable(
            f"Keys of kind {described(key)['KeySpec']} cannot rotate, and no cryptoperiod is "
            "set for them."
        )
    return _judge_age(key, context, days)


def _limit_days(key: Resource, context: Context) -> int:
    kind = "max_age_days" if is_symmetric_encryption(key) else "manual_max_age_days"
    return int(context.params[kind])


def _judge_age(key: Resource, context: Context, days: int) -> Outcome:
    oldest = context.now - timedelta(days=days)
    rotations = _rotations(key)
    if not rotations:
        return _judge_creation(key, context.estate, oldest, days)
    latest = max(rotations)
    if latest < oldest:
        return failed(f"No rotation since {iso(latest)}; the limit is {days} days.")
    return passed(f"The key material was rotated at {iso(latest)}, within {days} days.")


def _judge_creation(key: Resource, estate: Estate, oldest: datetime, days: int) -> Outcome:
    created = _put_to_use(key, estate, oldest)
    if created < oldest and described(key)["Origin"] == "EXTERNAL_KEY_STORE":
        return not_determined(
            f"The key was created at {iso(created)}; a later replacement by its external key "
            "manager is not visible to AWS and must be attested."
        )
    if created < oldest:
        return failed(f"Created at {iso(created)} and never rotated; the limit is {days} days.")
    if primary_of(key):
        return not_determined(
            f"The key is a replica, made at {iso(created)}, of a primary that is not judged; "
            "its material may be older."
        )
    return passed(f"The key was created at {iso(created)}, within {days} days.")


def _rotations(key: Resource) -> list[datetime]:
    # ListKeyRotations: other kinds and keys in custom key stores have no list. The first material,
    # and one that waits for its rotation, carry no date.
    if not is_symmetric_encryption(key) or described(key)["Origin"] not in ROTATED_BY_KMS:
        return []
    listed = key["rotations"].get("Rotations", ())
    return [one["RotationDate"] for one in listed if one.get("RotationDate")]


def _put_to_use(key: Resource, estate: Estate, oldest: datetime) -> datetime:
    """When the material can first have served: the oldest creation of its multi-Region family.

    A replica that was made the primary keeps its own, later creation date.
    """
    metadata = described(key)
    created: datetime = metadata["CreationDate"]
    if created < oldest or primary_of(key):
        return created
    replicas = metadata.get("MultiRegionConfiguration", {}).get("ReplicaKeys", ())
    for replica in replicas:
        created = min(created, described(estate.find(KMS_KEY, replica["Arn"]))["CreationDate"])
    return created
