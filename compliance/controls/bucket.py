"""A bucket judged: one that a trail fills, and any other of the account."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from compliance.aws.answers import NotCollected
from compliance.collectors.cloudtrail import TRAIL_BUCKET
from compliance.collectors.resource import Estate, Resource
from compliance.collectors.s3 import ACLS_DISABLED
from compliance.collectors.s3account import ACCOUNT_PUBLIC_ACCESS
from compliance.controls.cloudtrail.coverage import covering_trail
from compliance.controls.cloudtrail.ownership import owned_fact
from compliance.controls.cloudtrail.proof import all_hold, any_holds
from compliance.controls.cloudtrail.selectors import Access, records_objects
from compliance.controls.control import Context, Outcome, failed, not_determined, passed
from compliance.policies.transport import requires_tls
from compliance.policies.verdict import PolicyMalformed

# S3 User Guide, "Access control list overview": the groups that stand for everyone.
EVERYONE = (
    "http://acs.amazonaws.com/groups/global/AllUsers",
    "http://acs.amazonaws.com/groups/global/AuthenticatedUsers",
)


def judge_closed(bucket: Resource, context: Context) -> Outcome:
    """Pass when neither ACL nor policy opens the bucket to everybody.

    Two settings decide about access that exists: IgnorePublicAcls takes away what public ACLs
    grant, RestrictPublicBuckets what a public policy grants. BlockPublicAcls and
    BlockPublicPolicy only refuse new ones, so they are not needed for a pass. A setting is in
    force when the bucket or the account has it. Whether a policy is public, S3 says itself.

    :raises NotCollected: what could close it was not read.
    """
    closed_by = {
        "ACL": (
            partial(_is_blocked, bucket, context, "IgnorePublicAcls"),
            partial(_has_no_acls, bucket),
            partial(_has_no_public_grant, bucket),
        ),
        "policy": (
            partial(_is_blocked, bucket, context, "RestrictPublicBuckets"),
            partial(_has_no_public_policy, bucket),
        ),
    }
    if all_hold(partial(any_holds, ways) for ways in closed_by.values()):
        return passed("Neither the bucket's ACL nor its policy opens it to the public.")
    return failed(
        "The bucket's ACL or policy opens it to the public, and S3 Block Public Access does not "
        "prevent it."
    )


def judge_clear_text_refused(bucket: Resource) -> Outcome:
    """Pass when the policy denies every request without TLS, to the bucket and its objects.

    :raises NotCollected: the policy was not read.
    """
    policy = owned_fact(bucket, "policy").get("Policy")
    if not policy:
        return failed("The bucket has no policy, so nothing refuses clear-text requests.")
    try:
        refuses_clear_text = requires_tls(policy, bucket.arn)
    except PolicyMalformed as error:
        return not_determined(f"The bucket policy could not be understood: {error}.")
    if refuses_clear_text:
        return passed("The bucket policy denies requests to bucket and objects without TLS.")
    return failed("The bucket policy does not deny all requests without TLS.")


def judge_versioned(bucket: Resource) -> Outcome:
    """Pass when versioning is enabled.

    :raises NotCollected: the setting was not read.
    """
    status = owned_fact(bucket, "versioning").get("Status")
    if status == "Enabled":
        return passed("Versioning is enabled.")
    return failed(f"Versioning is {str(status).lower() if status else 'not enabled'}.")


def judge_access_logged(bucket: Resource, context: Context) -> Outcome:
    """Pass when S3 logs requests, or trails record the bucket's reads and writes.

    Reads and writes may be recorded by different trails; a trail that delivers into the bucket
    itself does not count, for its record would go the same way.

    :raises NotCollected: it is not logged by S3, and a trail that may record it was not read.
    """
    if any_holds((partial(_is_access_logged, bucket), partial(_is_recorded, bucket, context))):
        return passed("Requests to the bucket are logged.")
    return failed(
        "Server access logging is off, and no trail that delivers to another bucket records the "
        "bucket's read and write events."
    )


def account_block(estate: Estate) -> Mapping[str, Any]:
    """What the account blocks for all of its buckets; empty where it has no such setting.

    :raises NotCollected: it was not read.
    """
    found = estate.every(ACCOUNT_PUBLIC_ACCESS)
    if not found:
        raise NotCollected(ACCOUNT_PUBLIC_ACCESS, "was not collected")
    return _settings(found[0]["block"])


def _is_blocked(bucket: Resource, context: Context, setting: str) -> bool:
    own = partial(_blocks_itself, bucket, setting)
    whole = partial(_is_blocked_for_all, context, setting)
    if bucket.type == TRAIL_BUCKET:
        # The account's settings protect only its own buckets, so this one must be readable first.
        return own() or whole()
    return any_holds((own, whole))


def _blocks_itself(bucket: Resource, setting: str) -> bool:
    return _settings(owned_fact(bucket, "block")).get(setting) is True


def _is_blocked_for_all(context: Context, setting: str) -> bool:
    return account_block(context.estate).get(setting) is True


def _settings(block: Mapping[str, Any]) -> Mapping[str, Any]:
    settings: Mapping[str, Any] = block.get("PublicAccessBlockConfiguration", {})
    return settings


def _has_no_acls(bucket: Resource) -> bool:
    if "ownership" not in bucket.facts:
        return False
    rules = owned_fact(bucket, "ownership").get("OwnershipControls", {}).get("Rules", ())
    return any(one.get("ObjectOwnership") == ACLS_DISABLED for one in rules)


def _has_no_public_grant(bucket: Resource) -> bool:
    grants = owned_fact(bucket, "acl").get("Grants", ())
    return not any(grant.get("Grantee", {}).get("URI") in EVERYONE for grant in grants)


def _has_no_public_policy(bucket: Resource) -> bool:
    # Without a policy there is no status, and nothing that a policy could open.
    status = owned_fact(bucket, "policy_status").get("PolicyStatus")
    return status is None or status.get("IsPublic") is False


def _is_access_logged(bucket: Resource) -> bool:
    return bool(owned_fact(bucket, "logging").get("LoggingEnabled"))


def _is_recorded(bucket: Resource, context: Context) -> bool:
    return all(
        covering_trail(
            context.estate,
            partial(_delivers_elsewhere, bucket=bucket),
            partial(_sees_region, bucket=bucket),
            partial(_records, bucket=bucket, access=access),
        )
        for access in Access
    )


def _delivers_elsewhere(trail: Resource, *, bucket: Resource) -> bool:
    return trail["trail"].get("S3BucketName") != _name(bucket)


def _sees_region(trail: Resource, *, bucket: Resource) -> bool:
    described = trail["trail"]
    return (
        described.get("IsMultiRegionTrail") is True or described.get("HomeRegion") == bucket.region
    )


def _records(trail: Resource, *, bucket: Resource, access: Access) -> bool:
    return records_objects(trail, access, _name(bucket))


def _name(bucket: Resource) -> str:
    return bucket.arn.rpartition(":")[2]
