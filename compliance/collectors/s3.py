"""Amazon S3: every general purpose bucket of the account, with its settings; never an object."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from compliance.aws.answers import Answer, Answers
from compliance.collectors.bucket import SETTINGS, ask, told
from compliance.collectors.collector import Collector, Scope, register
from compliance.collectors.resource import Population, Resource, known

if TYPE_CHECKING:
    from compliance.aws.reader import Reader

BUCKET = "AWS::S3::Bucket"

BUCKETS = ("s3:ListBuckets", "Buckets")
ASKED_OF_EACH = ("block", "policy", "logging", "versioning", "encryption")
# Asked of a bucket only where its own block of public access leaves the question open.
ASKED_OF_OPEN = ("ownership", "acl", "policy_status")
# With it ACLs have no effect (S3 User Guide, "Controlling ownership of objects").
ACLS_DISABLED = "BucketOwnerEnforced"


def collect(reader: "Reader") -> None:
    """List the buckets of all regions, then ask each in its own.

    S3 tells a bucket's region only to a caller that limits the page (S3 API, Bucket), and gives
    10,000 a page at most.
    """
    buckets = reader.pages(*BUCKETS, MaxBuckets=10_000)
    reader.each(partial(_collect_bucket, reader), buckets.items)


def _collect_bucket(reader: "Reader", entry: Mapping[str, Any]) -> None:
    near, name = reader.at(entry.get("BucketRegion", reader.region)), entry["Name"]
    told_by = {fact: ask(near, name, fact) for fact in ASKED_OF_EACH}
    if not _blocks(told_by["block"], "IgnorePublicAcls"):
        ownership = ask(near, name, "ownership")
        if not _disables_acls(ownership):
            ask(near, name, "acl")
    # Without a policy there is nothing that a policy could open.
    if not _blocks(told_by["block"], "RestrictPublicBuckets") and not told_by["policy"].absent:
        ask(near, name, "policy_status")


def _blocks(block: Answer, setting: str) -> bool:
    settings = (block.parsed or {}).get("PublicAccessBlockConfiguration", {})
    return settings.get(setting) is True


def _disables_acls(ownership: Answer) -> bool:
    rules = (ownership.parsed or {}).get("OwnershipControls", {}).get("Rules", ())
    return any(one.get("ObjectOwnership") == ACLS_DISABLED for one in rules)


def describe(answers: Answers) -> Iterator[Population]:
    """The buckets, each in its own region, with every setting read."""
    buckets = answers.listing(*BUCKETS)
    yield Population(
        arn=f"arn:{answers.partition}:s3:::*",
        type=BUCKET,
        account_id=answers.account_id,
        region=answers.region,
        operation=buckets.operation,
        resources=[_bucket(answers, one) for one in buckets.items],
        error=buckets.error,
        count_statement=buckets.count_statement("buckets"),
    )


def _bucket(answers: Answers, entry: Mapping[str, Any]) -> Resource:
    name = entry["Name"]
    facts = {fact: told(answers, name, fact) for fact in (*ASKED_OF_EACH, *ASKED_OF_OPEN)}
    if facts["policy"].absent:
        facts["policy_status"] = facts["policy"]
    return Resource(
        arn=f"arn:{answers.partition}:s3:::{name}",
        type=BUCKET,
        name=name,
        account_id=answers.account_id,
        region=entry.get("BucketRegion", answers.region),
        facts={"bucket": known(BUCKETS[0], entry), **facts},
    )


register(
    Collector(
        name="s3",
        scope=Scope.GLOBAL,
        version=1,
        actions=(
            "s3:ListAllMyBuckets",
            *(SETTINGS[fact].action for fact in (*ASKED_OF_EACH, *ASKED_OF_OPEN)),
        ),
        resource_types=(BUCKET,),
        collect=collect,
        describe=describe,
    )
)
