"""AWS CloudHSM: clusters with their HSMs, and backups with whom they are shared."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from compliance.aws.answers import Answer, Answers
from compliance.collectors.collector import Collector, Scope, register
from compliance.collectors.resource import Population, Resource, known

if TYPE_CHECKING:
    from compliance.aws.reader import Reader

CLUSTER = "AWS::CloudHSM::Cluster"
BACKUP = "AWS::CloudHSM::Backup"

CLUSTERS = ("cloudhsmv2:DescribeClusters", "Clusters")
BACKUPS = ("cloudhsmv2:DescribeBackups", "Backups")
POLICY = "cloudhsmv2:GetResourcePolicy"
# CloudHSM API, PutResourcePolicy: only in this state can a backup be shared.
SHAREABLE_STATE = "READY"


def collect(reader: "Reader") -> None:
    """List clusters, which tells all of their HSMs, and own backups; then each one's policy."""
    reader.pages(*CLUSTERS, MaxResults=25)
    backups = reader.pages(*BACKUPS, MaxResults=50)
    ready = [_arn(reader, one) for one in backups.items if _is_shareable(one)]
    reader.each(partial(_collect_policy, reader), ready)


def _collect_policy(reader: "Reader", arn: str) -> None:
    reader.call(POLICY, ResourceArn=arn)


def _is_shareable(backup: Mapping[str, Any]) -> bool:
    return backup.get("BackupState") == SHAREABLE_STATE


def _arn(place: "Reader | Answers", backup: Mapping[str, Any]) -> str:
    """As AWS gives it, else made as the IAM reference says."""
    own = f"arn:{place.partition}:cloudhsm:{place.region}:{place.account_id}"
    return str(backup.get("BackupArn") or f"{own}:backup/{backup['BackupId']}")


def describe(answers: Answers) -> Iterator[Population]:
    """Clusters with their entry; backups with entry and resource policy."""
    prefix = f"arn:{answers.partition}:cloudhsm:{answers.region}:{answers.account_id}"
    clusters = answers.listing(*CLUSTERS)
    yield Population(
        arn=f"{prefix}:cluster/*",
        type=CLUSTER,
        account_id=answers.account_id,
        region=answers.region,
        operation=clusters.operation,
        resources=[
            Resource(
                arn=f"{prefix}:cluster/{one['ClusterId']}",
                type=CLUSTER,
                name=one["ClusterId"],
                account_id=answers.account_id,
                region=answers.region,
                facts={"cluster": known(clusters.operation, one)},
            )
            for one in clusters.items
        ],
        error=clusters.error,
        count_statement=clusters.count_statement("clusters"),
    )
    backups = answers.listing(*BACKUPS)
    yield Population(
        arn=f"{prefix}:backup/*",
        type=BACKUP,
        account_id=answers.account_id,
        region=answers.region,
        operation=backups.operation,
        resources=[_backup(answers, one) for one in backups.items],
        error=backups.error,
        count_statement=backups.count_statement("backups"),
    )


def _backup(answers: Answers, entry: Mapping[str, Any]) -> Resource:
    arn = _arn(answers, entry)
    facts: dict[str, Answer] = {"backup": known(BACKUPS[0], entry)}
    if _is_shareable(entry):
        facts["policy"] = answers.one(POLICY, ResourceArn=arn)
    return Resource(
        arn=arn,
        type=BACKUP,
        name=entry["BackupId"],
        account_id=answers.account_id,
        region=answers.region,
        facts=facts,
    )


register(
    Collector(
        name="cloudhsmv2",
        scope=Scope.REGIONAL,
        version=1,
        actions=(
            "cloudhsm:DescribeBackups",
            "cloudhsm:DescribeClusters",
            "cloudhsm:GetResourcePolicy",
        ),
        resource_types=(CLUSTER, BACKUP),
        collect=collect,
        describe=describe,
    )
)
