"""AWS CloudTrail: trails with status, selectors and Insights, and the buckets that they fill."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from compliance.aws.answers import Answer, Answers, Listing
from compliance.collectors.bucket import SETTINGS, ask, told
from compliance.collectors.collector import Collector, Scope, register
from compliance.collectors.resource import Population, Resource, known

if TYPE_CHECKING:
    from compliance.aws.reader import Reader

TRAIL = "AWS::CloudTrail::Trail"
TRAIL_BUCKET = "AWS::S3::Bucket (trail)"

BUCKET_FACTS = (
    "block",
    "policy_status",
    "policy",
    "acl",
    "logging",
    "lifecycle",
    "object_lock",
    "versioning",
    "encryption",
)
INSIGHTS = "cloudtrail:GetInsightSelectors"
# CloudTrail API, GetInsightSelectors: the trail has none.
NO_INSIGHTS = "InsightNotEnabledException"
OLD_LOCATIONS = {None: "us-east-1", "": "us-east-1", "EU": "eu-west-1"}


def collect(reader: "Reader") -> None:
    """Trails whose home is this region, and their buckets in the buckets' own regions.

    Without shadow trails DescribeTrails leaves out an organisation's trails in member accounts,
    so it is asked with them, and each region keeps those that are at home in it.
    """
    trails = reader.call("cloudtrail:DescribeTrails", includeShadowTrails=True)
    home = [
        one for one in (trails.parsed or {}).get("trailList", ()) if _is_home(one, reader.region)
    ]
    reader.each(partial(_collect_trail, reader), home)
    buckets = sorted({one["S3BucketName"] for one in home if "S3BucketName" in one})
    reader.each(partial(_collect_bucket, reader), buckets)


def _is_home(trail: Mapping[str, Any], region: str) -> bool:
    return bool(trail.get("HomeRegion", region) == region)


def _collect_trail(reader: "Reader", trail: Mapping[str, Any]) -> None:
    arn = trail["TrailARN"]
    reader.call("cloudtrail:GetTrailStatus", Name=arn)
    reader.call("cloudtrail:GetEventSelectors", TrailName=arn)
    # The list says which trails have Insights; only those have anything to get.
    if trail.get("HasInsightSelectors"):
        reader.call(INSIGHTS, TrailName=arn)


def _collect_bucket(reader: "Reader", bucket: str) -> None:
    # Of a bucket of another account S3 does not even say where it lies.
    owner = reader.account_id
    location = reader.call("s3:GetBucketLocation", Bucket=bucket, ExpectedBucketOwner=owner)
    if location.parsed is None:
        return
    near = reader.at(_region_of(location, reader.region))
    for fact in BUCKET_FACTS:
        ask(near, bucket, fact)


def describe(answers: Answers) -> Iterator[Population]:
    """Trails with entry, status, selectors and Insights; their buckets with all that was read."""
    answer = answers.one("cloudtrail:DescribeTrails", includeShadowTrails=True)
    trails = _home_trails(answer, answers.region)
    yield Population(
        arn=(f"arn:{answers.partition}:cloudtrail:{answers.region}:{answers.account_id}:trail/*"),
        type=TRAIL,
        account_id=answers.account_id,
        region=answers.region,
        operation=trails.operation,
        resources=[_trail(answers, one) for one in trails.items],
        error=trails.error,
        count_statement=f"{trails.operation} returned no trail that is at home here",
    )
    names = sorted({one["S3BucketName"] for one in trails.items if "S3BucketName" in one})
    yield Population(
        arn=f"arn:{answers.partition}:s3:::*",
        type=TRAIL_BUCKET,
        account_id=answers.account_id,
        region=answers.region,
        operation=trails.operation,
        resources=[_bucket(answers, name, trails) for name in names],
        error=trails.error,
        count_statement=f"{trails.operation} returned no trail that fills a bucket here",
    )


def _home_trails(answer: Answer, region: str) -> Listing:
    if answer.parsed is None:
        return Listing(answer.operation, (), 0, answer.error)
    if "trailList" not in answer.parsed:
        return Listing(answer.operation, (), 1, "the answer lacks trailList")
    home = [one for one in answer.parsed["trailList"] if _is_home(one, region)]
    return Listing(answer.operation, home, 1)


def _trail(answers: Answers, trail: Mapping[str, Any]) -> Resource:
    arn = trail["TrailARN"]
    return Resource(
        arn=arn,
        type=TRAIL,
        name=trail["Name"],
        account_id=answers.account_id,
        region=answers.region,
        facts={
            "trail": known("cloudtrail:DescribeTrails", trail),
            "status": answers.one("cloudtrail:GetTrailStatus", Name=arn),
            "selectors": answers.one("cloudtrail:GetEventSelectors", TrailName=arn),
            "insights": answers.one(INSIGHTS, TrailName=arn).or_absent(NO_INSIGHTS),
        },
    )


def _bucket(answers: Answers, name: str, trails: Listing) -> Resource:
    owner = answers.account_id
    location = answers.one("s3:GetBucketLocation", Bucket=name, ExpectedBucketOwner=owner)
    delivering = [one for one in trails.items if one.get("S3BucketName") == name]
    facts = {"location": location, "trails": known(trails.operation, {"Trails": delivering})}
    for fact in BUCKET_FACTS:
        facts[fact] = told(answers, name, fact)
        if location.parsed is None:
            # Nothing more was asked of a bucket that refused to say where it lies.
            facts[fact] = Answer(
                SETTINGS[fact].operation,
                error_code=location.error_code,
                error_message=location.error_message,
            )
    return Resource(
        arn=f"arn:{answers.partition}:s3:::{name}",
        type=TRAIL_BUCKET,
        name=name,
        account_id=answers.account_id,
        region=_region_of(location, answers.region),
        facts=facts,
    )


def _region_of(location: Answer, otherwise: str) -> str:
    """The bucket's region; that of its trail where the bucket did not say."""
    if location.parsed is None:
        return otherwise
    constraint = location.parsed.get("LocationConstraint")
    return OLD_LOCATIONS.get(constraint, constraint or "us-east-1")


register(
    Collector(
        name="cloudtrail",
        scope=Scope.REGIONAL,
        version=2,
        actions=(
            "cloudtrail:DescribeTrails",
            "cloudtrail:GetEventSelectors",
            "cloudtrail:GetInsightSelectors",
            "cloudtrail:GetTrailStatus",
            "s3:GetBucketLocation",
            *(SETTINGS[fact].action for fact in BUCKET_FACTS),
        ),
        resource_types=(TRAIL, TRAIL_BUCKET),
        collect=collect,
        describe=describe,
    )
)
