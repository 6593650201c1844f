"""Amazon S3: what an account blocks for all of its buckets."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from compliance.aws.answers import Answers
from compliance.collectors.collector import Collector, Scope, register
from compliance.collectors.resource import Population, Resource

if TYPE_CHECKING:
    from compliance.aws.reader import Reader

ACCOUNT_PUBLIC_ACCESS = "AWS::S3::AccountPublicAccessBlock"

OPERATION = "s3control:GetPublicAccessBlock"


def collect(reader: "Reader") -> None:
    """One call."""
    reader.call(OPERATION, AccountId=reader.account_id)


def describe(answers: Answers) -> Iterator[Population]:
    """The one setting; where the account has none, an empty one."""
    arn = f"arn:{answers.partition}:s3::{answers.account_id}:account-public-access-block"
    block = answers.one(OPERATION, AccountId=answers.account_id)
    yield Population(
        arn=arn,
        type=ACCOUNT_PUBLIC_ACCESS,
        account_id=answers.account_id,
        region=answers.region,
        operation=OPERATION,
        resources=[
            Resource(
                arn=arn,
                type=ACCOUNT_PUBLIC_ACCESS,
                name="account",
                account_id=answers.account_id,
                region=answers.region,
                facts={"block": block.or_absent("NoSuchPublicAccessBlockConfiguration")},
            )
        ],
    )


register(
    Collector(
        name="s3account",
        scope=Scope.GLOBAL,
        version=1,
        actions=("s3:GetAccountPublicAccessBlock",),
        resource_types=(ACCOUNT_PUBLIC_ACCESS,),
        collect=collect,
        describe=describe,
    )
)
