"""Secrets as the collector describes them."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from compliance.collectors.resource import Resource
from compliance.collectors.secretsmanager import SECRET
from tests.compliance.controls.resources import HOME, OWNER, Denied, Facts, resource

LONG_AGO = datetime(2020, 3, 1, tzinfo=UTC)
LAST_MONTH = datetime(2026, 4, 10, 9, tzinfo=UTC)
NEXT_MONTH = datetime(2026, 6, 1, 23, 59, 59, tzinfo=UTC)

DESCRIBE_DENIED = Denied("secretsmanager:DescribeSecret")
VERSIONS_DENIED = Denied("secretsmanager:ListSecretVersionIds")
POLICY_DENIED = Denied("secretsmanager:GetResourcePolicy")

FAR = "us-east-1"
CURRENT = "v-current"
PENDING = "v-pending"

DELETED: dict[str, Any] = {"DeletedDate": LAST_MONTH}
REPLICA: dict[str, Any] = {"PrimaryRegion": FAR}


def arn(region: str = HOME) -> str:
    """The ARN of the secret in a Region: a replica has its primary's suffix."""
    return f"arn:aws:secretsmanager:{region}:{OWNER}:secret:db/password-AbCdEf"


def secret(
    region: str = HOME,
    *,
    description: Facts | Denied | None = None,
    versions: Facts | Denied | None = None,
    policy: Facts | Denied | None = None,
    **listed: Any,
) -> Resource:
    """A secret made long ago, with nothing set on it, unless the listed fields differ."""
    return resource(
        arn(region),
        SECRET,
        region,
        secret={"ARN": arn(region), "Name": "db/password", "CreatedDate": LONG_AGO, **listed},
        description=description if description is not None else {"ARN": arn(region)},
        versions=versions if versions is not None else made(LONG_AGO),
        policy=policy if policy is not None else {"ARN": arn(region)},
    )


def made(current: datetime, pending: datetime | None = None) -> Facts:
    """The versions: the current one of a date, an older one, and perhaps a pending one."""
    found: list[Mapping[str, Any]] = [
        {"VersionId": "v-old", "VersionStages": ["AWSPREVIOUS"], "CreatedDate": LONG_AGO},
        {"VersionId": CURRENT, "VersionStages": ["AWSCURRENT"], "CreatedDate": current},
    ]
    if pending:
        found.append(
            {"VersionId": PENDING, "VersionStages": ["AWSPENDING"], "CreatedDate": pending}
        )
    return {"Versions": found}


def rotating(
    *,
    description: Facts | Denied | None = None,
    versions: Facts | Denied | None = None,
    rules: Facts | None = None,
    **listed: Any,
) -> Resource:
    """A secret that rotates every 60 days, did so last month and will next month."""
    facts = {
        "RotationEnabled": True,
        "RotationRules": rules if rules is not None else {"ScheduleExpression": "rate(60 days)"},
        "LastRotatedDate": LAST_MONTH,
        "NextRotationDate": NEXT_MONTH,
        "SecretVersionsToStages": {CURRENT: ["AWSCURRENT"], "v-old": ["AWSPREVIOUS"]},
    }
    return secret(description=description, versions=versions, **{**facts, **listed})
