"""Macie's findings as the collector describes them."""

from datetime import datetime, timedelta
from typing import Any

from compliance.collectors.resource import Resource
from tests.compliance.controls.resources import HOME, NOW, OWNER, Denied, resource

ARN = f"arn:aws:macie2:{HOME}:{OWNER}:finding/0a1b"


def ago(days: int, seconds: int = 0) -> datetime:
    """Some time before the evidence."""
    return NOW - timedelta(days=days, seconds=seconds)


def finding(kind: str, created: datetime | None, **members: Any) -> Resource:
    """A finding in an object that nobody archived."""
    affected = {"s3Bucket": {"name": "orders"}, "s3Object": {"key": "2026.csv"}}
    entry = {"type": "Finding", "archived": False, "createdAt": created}
    return resource(ARN, kind, finding=entry | {"resourcesAffected": affected} | members)


def undescribed(kind: str) -> Resource:
    """A finding that was listed, and whose description was refused."""
    return resource(ARN, kind, finding=Denied("macie2:GetFindings"))
