"""AWS Account Management: whom AWS tells of security matters of the account."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from compliance.aws.answers import Answers
from compliance.collectors.collector import Collector, Scope, register
from compliance.collectors.resource import Population, Resource

if TYPE_CHECKING:
    from compliance.aws.reader import Reader

# One an account, also where none is registered.
SECURITY_CONTACT = "AWS::Account::AlternateContact"

OPERATION = "account:GetAlternateContact"
KIND = "SECURITY"
# Account Management API, GetAlternateContact, Errors: no contact of the kind is registered.
NONE = "ResourceNotFoundException"


def collect(reader: "Reader") -> None:
    """One call, which the account asks for itself: it names no account id."""
    reader.call(OPERATION, AlternateContactType=KIND)


def describe(answers: Answers) -> Iterator[Population]:
    """The security contact, registered or not."""
    arn = f"arn:{answers.partition}:account::{answers.account_id}:account/security-contact"
    contact = answers.one(OPERATION, AlternateContactType=KIND).or_absent(NONE)
    yield Population(
        arn=arn,
        type=SECURITY_CONTACT,
        account_id=answers.account_id,
        region=answers.region,
        operation=OPERATION,
        resources=[
            Resource(
                arn=arn,
                type=SECURITY_CONTACT,
                name="security contact",
                account_id=answers.account_id,
                region=answers.region,
                facts={"contact": contact},
            )
        ],
    )


register(
    Collector(
        name="account",
        scope=Scope.GLOBAL,
        version=1,
        actions=("account:GetAlternateContact",),
        resource_types=(SECURITY_CONTACT,),
        collect=collect,
        describe=describe,
    )
)
