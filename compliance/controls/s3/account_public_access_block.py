from compliance.collectors.resource import Resource
from compliance.controls.bucket import account_block
from compliance.controls.control import (
    ACCOUNT,
    Context,
    Outcome,
    Severity,
    control,
    failed,
    passed,
)

SETTINGS = ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")


@control(
    title="The account blocks public access to all of its buckets",
    severity=Severity.MEDIUM,
    resource_type=ACCOUNT,
    needs=("s3account",),
    remediation=(
        "Turn on all four settings of S3 Block Public Access for the account, or for the "
        "organization by an S3 policy."
    ),
    source=(
        "AWS Security Hub S3.1; AWS Config s3-account-level-public-access-blocks-periodic; "
        "CIS AWS Foundations 3.0 and 5.0: 2.1.4; 6.0 and 7.0: 3.1.4"
    ),
)
def judge(_account: Resource, context: Context) -> Outcome:
    """A single bucket that is opened by mistake is public at once.

    What an organization enforces by an S3 policy shows in the account's own answer.
    """
    block = account_block(context.estate)
    if not block:
        return failed("S3 Block Public Access is not configured for the account.")
    off = [setting for setting in SETTINGS if block.get(setting) is not True]
    if off:
        return failed(f"For the account {' and '.join(off)} of S3 Block Public Access are off.")
    return passed("All four settings of S3 Block Public Access are on for the account.")
