"""Amazon GuardDuty: the detector of each Region, and the account's open high findings."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from compliance.aws.answers import Answer, Answers
from compliance.collectors.collector import Collector, Scope, register
from compliance.collectors.resource import Population, Resource, known, listed
from compliance.collectors.workloads import (
    ACTIONS,
    ALL,
    BUCKETS,
    CONTAINER_CLUSTERS,
    DATABASES,
    FUNCTIONS,
    INSTANCES,
    KUBERNETES_CLUSTERS,
    Workload,
)

if TYPE_CHECKING:
    from compliance.aws.reader import Reader

DETECTOR = "AWS::GuardDuty::Detector"
# GuardDuty in one Region of the account: one resource, also where it is off.
GUARDDUTY = "AWS::::Account (GuardDuty)"

DETECTORS = ("guardduty:ListDetectors", "DetectorIds")
GET_DETECTOR = "guardduty:GetDetector"
FINDING_IDS = ("guardduty:ListFindings", "FindingIds")
GET_FINDINGS = "guardduty:GetFindings"
# The most that each of these operations lists or gets at once (GuardDuty API Reference).
PAGE = 50
# It stands for RUNTIME_MONITORING, and cannot be on beside it.
OLDER_RUNTIME = "EKS_RUNTIME_MONITORING"
# What each protection plan watches, by the name of its feature.
WATCHED: Mapping[str, tuple[Workload, ...]] = {
    "EBS_MALWARE_PROTECTION": (INSTANCES,),
    "EKS_AUDIT_LOGS": (KUBERNETES_CLUSTERS,),
    "LAMBDA_NETWORK_LOGS": (FUNCTIONS,),
    "RDS_LOGIN_EVENTS": (DATABASES,),
    "RUNTIME_MONITORING": (CONTAINER_CLUSTERS, INSTANCES, KUBERNETES_CLUSTERS),
    "S3_DATA_EVENTS": (BUCKETS,),
}
# GuardDuty User Guide, "Findings severity levels": high begins here, and critical is above it.
HIGH = 7


def collect(reader: "Reader") -> None:
    """The Region's detector, of which there is at most one, and what it found.

    Where a protection plan is not on, also whether the Region has anything for it to watch.
    """
    detectors = reader.pages(*DETECTORS, MaxResults=PAGE)
    reader.each(partial(_collect_detector, reader), detectors.items)


def _collect_detector(reader: "Reader", detector: str) -> None:
    answer = reader.call(GET_DETECTOR, DetectorId=detector)
    for workload in _unwatched(answer.parsed or {}):
        workload.look(reader)
    # An administrator account is shown the findings of its members too, which are theirs.
    criteria = _criteria(reader.account_id)
    found = reader.pages(
        *FINDING_IDS, DetectorId=detector, FindingCriteria=criteria, MaxResults=PAGE
    )
    for batch in _batches(found.items):
        reader.call(GET_FINDINGS, DetectorId=detector, FindingIds=batch)


def _unwatched(detector: Mapping[str, Any]) -> Sequence[Workload]:
    """What the plans watch that are not on, each once: without any of it a plan has no use."""
    if detector.get("Status") != "ENABLED":
        return ()
    features = detector.get("Features") or ()
    on = {one.get("Name") for one in features if one.get("Status") == "ENABLED"}
    if OLDER_RUNTIME in on:
        on.add("RUNTIME_MONITORING")
    missing = {
        workload.operation
        for name, kinds in WATCHED.items()
        if name not in on
        for workload in kinds
    }
    return [one for one in ALL if one.operation in missing]


def _criteria(account: str) -> Mapping[str, Any]:
    return {
        "Criterion": {
            "accountId": {"Equals": [account]},
            "service.archived": {"Equals": ["false"]},
            "severity": {"GreaterThanOrEqual": HIGH},
        }
    }


def _batches(ids: Sequence[Any]) -> Iterator[list[str]]:
    for start in range(0, len(ids), PAGE):
        yield list(ids[start : start + PAGE])


def describe(answers: Answers) -> Iterator[Population]:
    """GuardDuty in the Region with its list of detectors; each detector with its findings."""
    prefix = f"arn:{answers.partition}:guardduty:{answers.region}:{answers.account_id}"
    detectors = answers.listing(*DETECTORS)
    yield Population(
        arn=f"{prefix}:account",
        type=GUARDDUTY,
        account_id=answers.account_id,
        region=answers.region,
        operation=detectors.operation,
        resources=[
            Resource(
                arn=f"{prefix}:account",
                type=GUARDDUTY,
                name="GuardDuty",
                account_id=answers.account_id,
                region=answers.region,
                facts={"detectors": listed(detectors, DETECTORS[1])},
            )
        ],
    )
    yield Population(
        arn=f"{prefix}:detector/*",
        type=DETECTOR,
        account_id=answers.account_id,
        region=answers.region,
        operation=detectors.operation,
        resources=[
            Resource(
                arn=f"{prefix}:detector/{one}",
                type=DETECTOR,
                name=str(one),
                account_id=answers.account_id,
                region=answers.region,
                facts={
                    "detector": answers.one(GET_DETECTOR, DetectorId=one),
                    "findings": _findings(answers, str(one)),
                    **_seen(answers, answers.one(GET_DETECTOR, DetectorId=one)),
                },
            )
            for one in detectors.items
        ],
        error=detectors.error,
        count_statement=detectors.count_statement("detectors"),
    )


def _seen(answers: Answers, detector: Answer) -> Mapping[str, Answer]:
    """What was asked of the Region's workloads; a fact that was not asked for is no gap."""
    return {one.operation: one.seen(answers) for one in _unwatched(detector.parsed or {})}


def _findings(answers: Answers, detector: str) -> Answer:
    """All findings that were listed, as one answer; an error where one of them was not got."""
    found = answers.listing(*FINDING_IDS, DetectorId=detector)
    if not found.is_complete:
        return listed(found, "Findings")
    findings: list[Mapping[str, Any]] = []
    for batch in _batches(found.items):
        answer = answers.one(GET_FINDINGS, DetectorId=detector, FindingIds=batch)
        if answer.parsed is None:
            return answer
        got = answer.parsed.get("Findings") or []
        if {one.get("Id") for one in got} != set(batch):
            return Answer(
                GET_FINDINGS,
                error_code="Incomplete",
                error_message=f"{len(got)} findings came of {len(batch)} that were listed",
            )
        findings += got
    return known(GET_FINDINGS, {"Findings": findings})


register(
    Collector(
        name="guardduty",
        scope=Scope.REGIONAL,
        version=1,
        actions=(
            *ACTIONS,
            "guardduty:GetDetector",
            "guardduty:GetFindings",
            "guardduty:ListDetectors",
            "guardduty:ListFindings",
        ),
        resource_types=(GUARDDUTY, DETECTOR),
        collect=collect,
        describe=describe,
    )
)
