"""Whether S3 object-level events of every bucket in scope are recorded by logging trails."""

from functools import partial

from compliance.collectors.resource import Resource
from compliance.controls.cloudtrail.coverage import covering_trail, is_multi_region
from compliance.controls.cloudtrail.selectors import EVERY_BUCKET, Access, records_objects
from compliance.controls.control import Context, Outcome, failed, passed


def judge_object_events(context: Context, access: Access) -> Outcome:
    """Pass when each bucket of `scope_buckets` has a logging multi-Region trail that covers it.

    Different trails may cover different buckets; `*`, or an empty scope, needs one trail that
    covers all buckets.

    :raises NotCollected: a bucket is not proven to be covered, nor to be uncovered.
    """
    trails = set[str]()
    for bucket in _scope(context):
        trail = covering_trail(
            context.estate, is_multi_region, partial(_records, access=access, bucket=bucket)
        )
        if trail is None:
            whose = "all buckets" if bucket == EVERY_BUCKET else f"the bucket {bucket}"
            return failed(
                f"No logging multi-Region trail records all S3 object-level {access} events of "
                f"{whose}."
            )
        trails.add(trail.arn)
    return passed(
        f"S3 object-level {access} events of the buckets in scope are recorded by "
        f"{', '.join(sorted(trails))}."
    )


def _scope(context: Context) -> list[str]:
    """Bucket names from `scope_buckets`: `*`, or a list of names."""
    wanted = context.params["scope_buckets"]
    names = [wanted] if isinstance(wanted, str) else sorted(wanted)
    return [EVERY_BUCKET] if not names or EVERY_BUCKET in names else names


def _records(trail: Resource, *, access: Access, bucket: str) -> bool:
    return records_objects(trail, access, bucket)
