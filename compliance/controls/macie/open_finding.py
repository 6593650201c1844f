"""Whether a finding of Macie that nobody archived is older than its limit."""

from datetime import datetime, timedelta

from compliance.aws.answers import NotCollected
from compliance.collectors.macie2 import GET_FINDINGS
from compliance.collectors.resource import Resource
from compliance.controls.control import Context, Outcome, failed, not_applicable, passed
from compliance.controls.iso import iso


def within_limit(finding: Resource, context: Context) -> Outcome:
    """Whether it was created within `max_days`.

    :raises NotCollected: it was not described, or without its date.
    """
    entry = finding["finding"]
    if entry.get("archived"):
        return not_applicable("The finding was archived while it was being read.")
    created: datetime | None = entry.get("createdAt")
    if created is None:
        raise NotCollected(GET_FINDINGS, "the answer has no createdAt")
    affected = entry.get("resourcesAffected") or {}
    bucket = (affected.get("s3Bucket") or {}).get("name", "a bucket that is not named")
    key = (affected.get("s3Object") or {}).get("key")
    where = f"s3://{bucket}/{key}" if key else bucket
    what = f"{entry.get('type')} in {where} is open since {iso(created)}"
    days = int(context.params["max_days"])
    if created < context.now - timedelta(days=days):
        return failed(f"{what}; the limit is {days} days.")
    return passed(f"{what}, within {days} days.")
