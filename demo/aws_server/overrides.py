"""Members laid over moto's answers, checked against botocore's models when they arrive.

Moto lets no date be set, so a key created six years ago exists only as an override. A member
that the API does not have, or of another type, is refused: an override cannot invent an API.
"""

from collections.abc import Mapping
from typing import Any

from botocore.model import ListShape, Shape

from demo.aws_server.shapes import UnknownMember, conform, operation_model

# Where in an operation's output the members of one resource stand. A list means its items.
PLACES: Mapping[str, tuple[str, ...]] = {
    "cloudtrail:DescribeTrails": ("trailList",),
    "cloudtrail:GetTrailStatus": (),
    "ec2:DescribeRegions": ("Regions",),
    "kms:DescribeKey": ("KeyMetadata",),
    "kms:GetKeyRotationStatus": (),
    "kms:ListKeyRotations": (),
    "secretsmanager:DescribeSecret": (),
    "secretsmanager:ListSecrets": ("SecretList",),
    "secretsmanager:ListSecretVersionIds": ("Versions",),
}

Members = Mapping[str, Any]


class Overrides:
    """Members by (operation, resource ARN). For a version: the secret's ARN, `#`, its id."""

    def __init__(self) -> None:
        self._members: dict[tuple[str, str], dict[str, Any]] = {}

    def add(self, operation: str, resource: str, members: Members) -> None:
        """Lay members over the answers of `kms:DescribeKey` about one ARN; None takes one away.

        Times are seconds since the epoch, as AWS's JSON has them.

        :raises UnknownMember: botocore's model of the output has no such member.
        """
        conform(_shape(operation), members, operation)
        known = self._members.setdefault((operation, resource), {})
        known.update(members)

    def over(self, operation: str, resource: str, members: Members) -> dict[str, Any]:
        """The members with the overrides laid over; absent ones are left out."""
        laid = self._members.get((operation, resource), {})
        return {name: one for name, one in {**members, **laid}.items() if one is not None}

    def clear(self) -> None:
        """Forget all."""
        self._members.clear()


def _shape(operation: str) -> Shape:
    if operation not in PLACES:
        raise UnknownMember(f"no overrides for {operation}; there are for {', '.join(PLACES)}")
    shape: Any = operation_model(operation).output_shape
    for member in PLACES[operation]:
        shape = shape.members[member]
        shape = shape.member if isinstance(shape, ListShape) else shape
    return shape  # type: ignore[no-any-return]  # botocore's members are untyped
