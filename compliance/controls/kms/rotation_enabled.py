from collections.abc import Mapping
from typing import Any

from compliance.collectors.kms import KMS_KEY
from compliance.collectors.resource import Resource
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
from compliance.controls.kms.key import described, is_symmetric_encryption, judged_at, not_in_use

# KMS API, GetKeyRotationStatus: the period of a key for which none was chosen.
DEFAULT_PERIOD_DAYS = 365


@control(
    title="Customer managed keys rotate by themselves within the limit",
    severity=Severity.MEDIUM,
    resource_type=KMS_KEY,
    needs=("kms",),
    params={"max_rotation_days": 365},
    remediation=(
        "Turn on automatic rotation with a period within the limit; for a multi-Region key, do so "
        "on its primary."
    ),
    source=(
        "AWS FSBP KMS.4; AWS Config cmk-backing-key-rotation-enabled; "
        "CIS AWS 3.0 and 5.0: 3.6; 6.0 and 7.0: 4.6"
    ),
)
def judge(key: Resource, context: Context) -> Outcome:
    """The longer one key material encrypts, the more data a single leak of it opens.

    Rotation replaces the material that wraps data keys from then on; it re-encrypts nothing. A
    replica is judged at its primary, where rotation is set, so that one fault counts once. Where
    the primary is not judged, the replica's own answer stands: AWS gives the shared setting.
    """
    if outcome := not_in_use(key) or _cannot_rotate(key):
        return outcome
    if primary := judged_at(key, context.estate):
        return not_applicable(f"The key is a replica; rotation is set on its primary {primary}.")
    return _judge_setting(key["rotation"], int(context.params["max_rotation_days"]))


def _judge_setting(rotation: Mapping[str, Any], limit: int) -> Outcome:
    if "KeyRotationEnabled" not in rotation:
        return not_determined("AWS KMS does not tell whether this key rotates.")
    if rotation["KeyRotationEnabled"] is not True:
        return failed("Automatic rotation is off.")
    period = rotation.get("RotationPeriodInDays", DEFAULT_PERIOD_DAYS)
    if period > limit:
        return failed(f"The key rotates every {period} days; the limit is {limit} days.")
    return passed(f"The key rotates every {period} days, within the limit of {limit} days.")


def _cannot_rotate(key: Resource) -> Outcome | None:
    """KMS Developer Guide, "Rotate AWS KMS keys": kinds without automatic rotation."""
    metadata = described(key)
    if not is_symmetric_encryption(key):
        return not_applicable(f"Keys of kind {metadata['KeySpec']} have no automatic rotation.")
    if metadata["Origin"] != "AWS_KMS":
        return not_applicable(
            f"Key material of origin {metadata['Origin']} has no automatic rotation; "
            "kms.rotation-occurred judges its age."
        )
    return None
