"""The versions of a secret, by the labels that rotation moves."""

from datetime import datetime

from compliance.aws.answers import NotCollected
from compliance.collectors.resource import Resource

CURRENT = "AWSCURRENT"
PENDING = "AWSPENDING"


def current_version(secret: Resource) -> str:
    """The id of the version that readers get.

    :raises NotCollected: no version has the label AWSCURRENT in ListSecretVersionIds.
    """
    for version in secret["versions"].get("Versions", ()):
        if CURRENT in version.get("VersionStages", ()):
            return str(version["VersionId"])
    raise NotCollected("secretsmanager:ListSecretVersionIds", "no version is labelled AWSCURRENT")


def pending_version(secret: Resource) -> str:
    """The id of the version that a rotation has begun and not finished; empty where none is.

    RotateSecret: after a success, AWSPENDING is on no version or on the current one.
    """
    labelled = secret["secret"].get("SecretVersionsToStages") or {}
    for version, labels in sorted(labelled.items()):
        if PENDING in labels and CURRENT not in labels:
            return str(version)
    return ""


def created_at(secret: Resource, version_id: str) -> datetime:
    """When a version was made.

    :raises NotCollected: the versions were not read, or AWS gives no date for this one.
    """
    for version in secret["versions"].get("Versions", ()):
        created = version.get("CreatedDate")
        if version.get("VersionId") == version_id and isinstance(created, datetime):
            return created
    raise NotCollected(
        "secretsmanager:ListSecretVersionIds", f"gives no date for version {version_id}"
    )
