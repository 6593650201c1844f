from functools import partial

from compliance.aws.answers import NotCollected
from compliance.collectors.cloudtrail import TRAIL_BUCKET
from compliance.collectors.resource import Resource
from compliance.collectors.s3account import ACCOUNT_PUBLIC_ACCESS
from compliance.controls.cloudtrail.ownership import owned_fact
from compliance.controls.cloudtrail.proof import all_hold, any_holds
from compliance.controls.control import Context, Outcome, Severity, control, failed, passed

# S3 User Guide, "Access control list overview": the groups that stand for everyone.
EVERYONE = (
    "http://acs.amazonaws.com/groups/global/AllUsers",
    "http://acs.amazonaws.com/groups/global/AuthenticatedUsers",
)


@control(
    title="The trail's bucket is not public",
    severity=Severity.CRITICAL,
    resource_type=TRAIL_BUCKET,
    needs=("cloudtrail", "s3account"),
    remediation=(
        "Turn on all four settings of S3 Block Public Access, on the bucket and on the account."
    ),
    source=(
        "AWS Security Hub CloudTrail.6; AWS Config cloudtrail-s3-bucket-public-access-prohibited; "
        "S3 API, PublicAccessBlockConfiguration"
    ),
)
def judge(bucket: Resource, context: Context) -> Outcome:
    """A public log bucket tells an attacker everything that happens in the account.

    Two settings decide about access that exists: IgnorePublicAcls takes away what public ACLs
    grant, RestrictPublicBuckets what a public policy grants. BlockPublicAcls and
    BlockPublicPolicy only refuse new ones, so they are not needed for a pass. A setting is in
    force when the bucket or the account has it.
    """
    closed_by = {
        "ACL": (
            partial(_is_blocked, bucket, context, "IgnorePublicAcls"),
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


def _is_blocked(bucket: Resource, context: Context, setting: str) -> bool:
    # The account's settings protect only its own buckets, so the bucket must be readable first.
    own = owned_fact(bucket, "block").get("PublicAccessBlockConfiguration", {})
    if own.get(setting) is True:
        return True
    block = _account_block(context)["block"].get("PublicAccessBlockConfiguration", {})
    return block.get(setting) is True


def _account_block(context: Context) -> Resource:
    found = context.estate.every(ACCOUNT_PUBLIC_ACCESS)
    if not found:
        raise NotCollected(ACCOUNT_PUBLIC_ACCESS, "was not collected")
    return found[0]


def _has_no_public_grant(bucket: Resource) -> bool:
    grants = owned_fact(bucket, "acl").get("Grants", ())
    return not any(grant.get("Grantee", {}).get("URI") in EVERYONE for grant in grants)


def _has_no_public_policy(bucket: Resource) -> bool:
    # Without a policy there is no status, and nothing that a policy could open.
    status = owned_fact(bucket, "policy_status").get("PolicyStatus")
    return status is None or status.get("IsPublic") is False
