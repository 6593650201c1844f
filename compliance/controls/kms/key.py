"""What DescribeKey tells of a key that several controls ask."""

from collections.abc import Mapping
from typing import Any

from compliance.aws.answers import NotCollected
from compliance.collectors.kms import KMS_KEY
from compliance.collectors.resource import Estate, Resource
from compliance.controls.control import Outcome, not_applicable

# Without these a key could be taken for one to which the question does not apply.
FIELDS = ("KeyManager", "KeyState", "KeySpec", "Origin", "CreationDate")


def described(key: Resource) -> Mapping[str, Any]:
    """The KeyMetadata of DescribeKey, with the fields that every verdict rests on.

    :raises NotCollected: DescribeKey did not answer, or left one of them out.
    """
    metadata: Mapping[str, Any] = key["metadata"].get("KeyMetadata", {})
    for field in FIELDS:
        if not metadata.get(field):
            raise NotCollected("kms:DescribeKey", f"the answer has no {field}")
    return metadata


def managed_by_aws(key: Resource) -> Outcome | None:
    """Not applicable for a key that AWS creates and rules; None for a customer's own.

    :raises NotCollected: DescribeKey did not answer.
    """
    if described(key)["KeyManager"] == "AWS":
        return not_applicable("The key is managed by AWS, which alone can change it.")
    return None


def not_in_use(key: Resource) -> Outcome | None:
    """Not applicable for a key that AWS manages or that cannot encrypt today; None otherwise.

    Rotation stands still in every state but Enabled (AWS KMS, "Key states").

    :raises NotCollected: DescribeKey did not answer.
    """
    if outcome := managed_by_aws(key):
        return outcome
    state = described(key)["KeyState"]
    if state != "Enabled":
        return not_applicable(f"The key is not in use: its state is {state}.")
    return None


def is_symmetric_encryption(key: Resource) -> bool:
    """Whether KMS can hold several key materials for the key: the only kind that it rotates."""
    # CreateKey: SYMMETRIC_DEFAULT has no other usage than ENCRYPT_DECRYPT.
    return bool(described(key)["KeySpec"] == "SYMMETRIC_DEFAULT")


def primary_of(key: Resource) -> str:
    """The ARN of the primary of a multi-Region replica; empty for every other key.

    DescribeKey, MultiRegionConfiguration: rotation is a shared property, set on the primary.
    """
    related = described(key).get("MultiRegionConfiguration", {})
    if related.get("MultiRegionKeyType") != "REPLICA":
        return ""
    return str(related.get("PrimaryKey", {}).get("Arn") or "unknown")


def judged_at(key: Resource, estate: Estate) -> str:
    """The ARN of the primary at which a replica's rotation is judged; empty to judge it itself.

    A primary that was not read, or is not in use, is not judged for its replicas either.
    """
    primary = primary_of(key)
    if not primary:
        return ""
    try:
        return "" if not_in_use(estate.find(KMS_KEY, primary)) else primary
    except NotCollected:
        return ""
