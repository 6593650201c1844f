"""AWS IAM: what an account has once: its root user, its password policy; and certificates."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from compliance.aws.answers import Answer, Answers
from compliance.collectors.collector import Collector, Scope, register
from compliance.collectors.resource import Population, Resource, known, listed

if TYPE_CHECKING:
    from compliance.aws.reader import Reader

# Each account has exactly one of these.
ROOT_USER = "AWS::IAM::RootUser"
PASSWORD_POLICY = "AWS::IAM::AccountPasswordPolicy"  # noqa: S105 -- a type of resource
SERVER_CERTIFICATE = "AWS::IAM::ServerCertificate"

SUMMARY = "iam:GetAccountSummary"
POLICY = "iam:GetAccountPasswordPolicy"
DEVICES = ("iam:ListVirtualMFADevices", "VirtualMFADevices")
CERTIFICATES = ("iam:ListServerCertificates", "ServerCertificateMetadataList")
# IAM API, GetAccountPasswordPolicy, Errors: the account has no policy of its own.
NO_POLICY = "NoSuchEntity"


def collect(reader: "Reader") -> None:
    """Ask for the account's summary, its password policy, and two lists."""
    reader.call(SUMMARY)
    reader.call(POLICY)
    reader.pages(*DEVICES, AssignmentStatus="Assigned", MaxItems=1000)
    reader.pages(*CERTIFICATES, MaxItems=1000)


def describe(answers: Answers) -> Iterator[Population]:
    """The root user, the password policy (an empty one where there is none), certificates."""
    root = {
        "summary": answers.one(SUMMARY),
        "virtual_devices": listed(answers.listing(*DEVICES), DEVICES[1]),
    }
    prefix = f"arn:{answers.partition}:iam::{answers.account_id}"
    yield _one(answers, ROOT_USER, f"{prefix}:root", root)
    policy = {"policy": answers.one(POLICY).or_absent(NO_POLICY)}
    yield _one(answers, PASSWORD_POLICY, f"{prefix}:account-password-policy", policy)
    certificates = answers.listing(*CERTIFICATES)
    yield Population(
        arn=f"{prefix}:server-certificate/*",
        type=SERVER_CERTIFICATE,
        account_id=answers.account_id,
        region=answers.region,
        operation=certificates.operation,
        resources=[
            Resource(
                arn=one["Arn"],
                type=SERVER_CERTIFICATE,
                name=one["ServerCertificateName"],
                account_id=answers.account_id,
                region=answers.region,
                facts={"certificate": known(CERTIFICATES[0], one)},
            )
            for one in certificates.items
        ],
        error=certificates.error,
        count_statement=certificates.count_statement("server certificates"),
    )


def _one(answers: Answers, kind: str, arn: str, facts: dict[str, Answer]) -> Population:
    name = arn.rpartition(":")[2]
    return Population(
        arn=arn,
        type=kind,
        account_id=answers.account_id,
        region=answers.region,
        operation=next(iter(facts.values())).operation,
        resources=[Resource(arn, kind, name, answers.account_id, answers.region, facts)],
    )


register(
    Collector(
        name="iamaccount",
        scope=Scope.GLOBAL,
        version=1,
        actions=(
            "iam:GetAccountPasswordPolicy",
            "iam:GetAccountSummary",
            "iam:ListServerCertificates",
            "iam:ListVirtualMFADevices",
        ),
        resource_types=(ROOT_USER, PASSWORD_POLICY, SERVER_CERTIFICATE),
        collect=collect,
        describe=describe,
    )
)
