from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from compliance.aws.answers import NotCollected
from compliance.collectors.kms import IMPORTED, KMS_KEY
from compliance.collectors.resource import Resource
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
from compliance.controls.kms.key import described, is_symmetric_encryption, managed_by_aws

# Materials that the key needs: the others wait for a rotation (KMS API, RotationsListEntry).
NEEDED = frozenset({"CURRENT", "NON_CURRENT"})


@control(
    title="Imported key material will not lapse unnoticed",
    severity=Severity.MEDIUM,
    resource_type=KMS_KEY,
    needs=("kms",),
    params={"warn_days": 30},
    remediation=(
        "Import the same material again before it expires, or without expiry, and keep its "
        "cryptoperiod elsewhere."
    ),
    source="PCI DSS 4.0.1 3.7.4; KMS API, KeyMetadata ValidTo and RotationsListEntry ValidTo",
)
def judge(key: Resource, context: Context) -> Outcome:
    """Once its material has expired the key opens nothing, until the same material is found again.

    A key that was rotated on demand has several materials and is unusable when any of them has
    expired, so each that it needs is looked at.
    """
    if outcome := managed_by_aws(key):
        return outcome
    metadata = described(key)
    if metadata["Origin"] != IMPORTED:
        return not_applicable(f"The key's material is not imported: {metadata['Origin']}.")
    if metadata["KeyState"] == "PendingImport":
        return failed("The key waits for its material: it can be used for nothing.")
    days = int(context.params["warn_days"])
    limit = context.now + timedelta(days=days)
    # The date of the whole key is judged even where its single materials could not be listed.
    if outcome := _judge(metadata, limit, days):
        return outcome
    lapsing = (_judge(one, limit, days) for one in _materials(key))
    return next(
        (one for one in lapsing if one),
        passed(f"None of the key's material expires within {days} days."),
    )


def _judge(material: Mapping[str, Any], limit: datetime, days: int) -> Outcome | None:
    if material.get("ImportState") == "PENDING_IMPORT":
        return failed("A material of the key has expired or was deleted.")
    valid_to = _valid_to(material)
    if valid_to is None or valid_to > limit:
        return None
    return failed(f"Material expires at {iso(valid_to)}; it has to last more than {days} days.")


def _materials(key: Resource) -> Iterator[Mapping[str, Any]]:
    # Only keys of this kind hold several materials, and have a list of them.
    if is_symmetric_encryption(key):
        for one in key["rotations"].get("Rotations", ()):
            if one.get("KeyMaterialState") in NEEDED:
                yield one


def _valid_to(material: Mapping[str, Any]) -> datetime | None:
    """When the material expires; None for never.

    :raises NotCollected: AWS does not tell.
    """
    model = material.get("ExpirationModel")
    valid_to: datetime | None = material.get("ValidTo")
    if model == "KEY_MATERIAL_DOES_NOT_EXPIRE":
        return None
    if model != "KEY_MATERIAL_EXPIRES" or valid_to is None:
        raise NotCollected("kms:DescribeKey", "the answer does not tell when material expires")
    return valid_to
