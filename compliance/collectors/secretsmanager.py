"""AWS Secrets Manager: secrets, their rotation, versions and policies; never a value."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from compliance.aws.answers import Answers
from compliance.collectors.collector import Collector, Scope, register
from compliance.collectors.resource import Population, Resource, known, listed

if TYPE_CHECKING:
    from compliance.aws.reader import Reader

SECRET = "AWS::SecretsManager::Secret"  # noqa: S105 -- a resource type, not a secret


def collect(reader: "Reader") -> None:
    """List the secrets, which tells all of their rotation, then what only single secrets tell.

    The list has no replicas in other accounts and no policy, and versions have no dates in it
    (AWS Secrets Manager API Reference, SecretListEntry).
    """
    secrets = reader.pages(
        "secretsmanager:ListSecrets", "SecretList", MaxResults=100, IncludePlannedDeletion=True
    )
    reader.each(partial(_collect_secret, reader), [secret["ARN"] for secret in secrets.items])


def _collect_secret(reader: "Reader", arn: str) -> None:
    reader.call("secretsmanager:DescribeSecret", SecretId=arn)
    reader.call("secretsmanager:GetResourcePolicy", SecretId=arn)
    reader.pages("secretsmanager:ListSecretVersionIds", "Versions", SecretId=arn, MaxResults=100)


def describe(answers: Answers) -> Iterator[Population]:
    """Secrets with the list's entry, their policy, their versions and their description."""
    secrets = answers.listing("secretsmanager:ListSecrets", "SecretList")
    yield Population(
        arn=(
            f"arn:{answers.partition}:secretsmanager:{answers.region}:{answers.account_id}:secret:*"
        ),
        type=SECRET,
        account_id=answers.account_id,
        region=answers.region,
        operation=secrets.operation,
        resources=[
            Resource(
                arn=secret["ARN"],
                type=SECRET,
                name=secret["Name"],
                account_id=answers.account_id,
                region=answers.region,
                facts={
                    "secret": known(secrets.operation, secret),
                    "description": answers.one(
                        "secretsmanager:DescribeSecret", SecretId=secret["ARN"]
                    ),
                    "policy": answers.one(
                        "secretsmanager:GetResourcePolicy", SecretId=secret["ARN"]
                    ),
                    "versions": listed(
                        answers.listing(
                            "secretsmanager:ListSecretVersionIds",
                            "Versions",
                            SecretId=secret["ARN"],
                        ),
                        "Versions",
                    ),
                },
            )
            for secret in secrets.items
        ],
        error=secrets.error,
        count_statement=secrets.count_statement("secrets"),
    )


register(
    Collector(
        name="secretsmanager",
        scope=Scope.REGIONAL,
        version=1,
        actions=(
            "secretsmanager:DescribeSecret",
            "secretsmanager:GetResourcePolicy",
            "secretsmanager:ListSecretVersionIds",
            "secretsmanager:ListSecrets",
        ),
        resource_types=(SECRET,),
        collect=collect,
        describe=describe,
    )
)
