"""What ListSecrets tells of a secret that several controls ask."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from compliance.collectors.resource import Estate, Resource
from compliance.collectors.secretsmanager import SECRET
from compliance.controls.control import Outcome, not_applicable
from compliance.controls.iso import iso


def scheduled_for_deletion(secret: Resource) -> Outcome | None:
    """Not applicable for a secret whose value nobody can read or change any more; else None."""
    deleted = secret["secret"].get("DeletedDate")
    if deleted is None:
        return None
    return not_applicable(f"The secret was scheduled for deletion at {iso(deleted)}.")


def rotates_elsewhere(secret: Resource, estate: Estate) -> Outcome | None:
    """Not applicable for a secret on which no rotation can run here; None for every other.

    A replica takes its value from its primary, which has the same ARN in another Region and is
    judged there. Were the primary not judged, the replica's own dates would prove nothing: they
    begin with the replica.

    :raises NotCollected: the primary was not read.
    """
    if outcome := scheduled_for_deletion(secret):
        return outcome
    region = secret["secret"].get("PrimaryRegion") or secret.region
    if region == secret.region:
        return None
    primary = estate.find(SECRET, secret.arn.replace(f":{secret.region}:", f":{region}:", 1))
    return not_applicable(f"The secret is a replica; its primary {primary.arn} is judged.")


def rotates_in_other_account(secret: Resource) -> Outcome | None:
    """Not applicable for a replica whose primary is another account's; None for every other.

    Only DescribeSecret tells, so controls ask last.

    :raises NotCollected: DescribeSecret did not answer.
    """
    primary = secret["description"].get("CrossAccountPrimary", {}).get("PrimarySecretARN")
    if not primary:
        return None
    return not_applicable(f"The secret is a replica of {primary}, which rotates in its account.")


def is_rotating(secret: Resource) -> bool:
    """Whether automatic rotation is on; AWS leaves the field out where it never was."""
    return secret["secret"].get("RotationEnabled") is True


def rules(secret: Resource) -> Mapping[str, Any]:
    """The RotationRules; empty where there are none."""
    found: Mapping[str, Any] = secret["secret"].get("RotationRules") or {}
    return found


def utc_day(moment: datetime) -> date:
    """The day of a date that AWS gives as its midnight in UTC, whatever zone it was parsed in."""
    return moment.astimezone(UTC).date()
