"""AWS Organizations: the organisation that the account is in, and the accounts of it."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from compliance.aws.answers import Answer, Answers, Listing
from compliance.collectors.collector import Collector, Scope, register
from compliance.collectors.resource import Population, Resource, known

if TYPE_CHECKING:
    from compliance.aws.reader import Reader

# Whether the account is in an organisation: one resource, also where it is in none.
ORGANIZATION = "AWS::Organizations::Organization"
MEMBER = "AWS::Organizations::Account"

OPERATION = "organizations:DescribeOrganization"
ACCOUNTS = ("organizations:ListAccounts", "Accounts")
# Organizations API, DescribeOrganization, Errors.
NONE = "AWSOrganizationsNotInUseException"


def collect(reader: "Reader") -> None:
    """Ask which organisation the account is in; one that may list its accounts lists them.

    Any account may ask the first, only the management account and delegated administrators the
    second (Organizations API, ListAccounts). Which accounts are delegated administrators, a
    person says.
    """
    organization = reader.call(OPERATION).or_absent(NONE)
    if organization.parsed is None:
        return
    if reader.lists_members or _is_management(organization.parsed, reader.account_id):
        # Organizations API, ListAccounts: 20 a page at most.
        reader.pages(*ACCOUNTS, MaxResults=20)


def describe(answers: Answers) -> Iterator[Population]:
    """The organisation; its accounts where this one listed them."""
    organization = answers.one(OPERATION).or_absent(NONE)
    arn = f"arn:{answers.partition}:organizations::{answers.account_id}"
    yield Population(
        arn=f"{arn}:organization",
        type=ORGANIZATION,
        account_id=answers.account_id,
        region=answers.region,
        operation=OPERATION,
        resources=[
            Resource(
                arn=f"{arn}:organization",
                type=ORGANIZATION,
                name="organization",
                account_id=answers.account_id,
                region=answers.region,
                facts={"organization": organization},
            )
        ],
    )
    accounts = answers.listing(*ACCOUNTS)
    absent = _why_no_accounts(organization, accounts, answers.account_id)
    yield Population(
        arn=f"{arn}:account/*",
        type=MEMBER,
        account_id=answers.account_id,
        region=answers.region,
        operation=accounts.operation,
        resources=[_member(answers, one) for one in accounts.items],
        error="" if absent else accounts.error,
        count_statement="" if absent else accounts.count_statement("accounts"),
        absent=absent,
    )


def _is_management(organization: Mapping[str, Any], account_id: str) -> bool:
    return bool(organization.get("Organization", {}).get("MasterAccountId") == account_id)


def _why_no_accounts(organization: Answer, accounts: Listing, account_id: str) -> str:
    """Why the account lists no others; empty where it does, or should have."""
    if organization.absent:
        return "The account is in no organisation."
    if accounts.pages or organization.parsed is None:
        return ""
    if _is_management(organization.parsed, account_id):
        return ""
    return "The account is a member of an organisation and does not list its accounts."


def _member(answers: Answers, one: Mapping[str, Any]) -> Resource:
    return Resource(
        arn=one["Arn"],
        type=MEMBER,
        name=one.get("Name", one["Id"]),
        account_id=answers.account_id,
        region=answers.region,
        facts={"account": known(ACCOUNTS[0], one)},
    )


register(
    Collector(
        name="organizations",
        scope=Scope.GLOBAL,
        version=1,
        actions=("organizations:DescribeOrganization", "organizations:ListAccounts"),
        resource_types=(ORGANIZATION, MEMBER),
        collect=collect,
        describe=describe,
    )
)
