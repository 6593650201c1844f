"""AWS Certificate Manager: certificates with validity, key and use."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from compliance.aws.answers import Answers
from compliance.collectors.collector import Collector, Scope, register
from compliance.collectors.resource import Population, Resource, known

if TYPE_CHECKING:
    from compliance.aws.reader import Reader

CERTIFICATE = "AWS::CertificateManager::Certificate"

OPERATION = "acm:ListCertificates"
# Unless they are named, the list leaves out every key but RSA with 1024 and 2048 bits (ACM API,
# Filters), and what came by ACME.
KEY_TYPES = (
    "RSA_1024",
    "RSA_2048",
    "RSA_3072",
    "RSA_4096",
    "EC_prime256v1",
    "EC_secp384r1",
    "EC_secp521r1",
)
ORIGINS = ("AWS_MANAGED", "ACME", "CUSTOMER_PROVIDED")


def collect(reader: "Reader") -> None:
    """The list tells dates, key, status and whether a certificate is in use."""
    reader.pages(
        OPERATION,
        "CertificateSummaryList",
        Includes={"keyTypes": list(KEY_TYPES)},
        CertificateKeyPairOrigins=list(ORIGINS),
        MaxItems=1000,
    )


def describe(answers: Answers) -> Iterator[Population]:
    """Every certificate with its entry in the list."""
    found = answers.listing(OPERATION, "CertificateSummaryList")
    yield Population(
        arn=f"arn:{answers.partition}:acm:{answers.region}:{answers.account_id}:certificate/*",
        type=CERTIFICATE,
        account_id=answers.account_id,
        region=answers.region,
        operation=OPERATION,
        resources=[
            Resource(
                arn=one["CertificateArn"],
                type=CERTIFICATE,
                name=one.get("DomainName", one["CertificateArn"]),
                account_id=answers.account_id,
                region=answers.region,
                facts={"certificate": known(OPERATION, one)},
            )
            for one in found.items
        ],
        error=found.error,
        count_statement=found.count_statement("certificates"),
    )


register(
    Collector(
        name="acm",
        scope=Scope.REGIONAL,
        version=1,
        actions=("acm:ListCertificates",),
        resource_types=(CERTIFICATE,),
        collect=collect,
        describe=describe,
    )
)
