"""GuardDuty in a Region, and its detectors, for the tests of its controls."""

from collections.abc import Mapping
from typing import Any

from compliance.collectors.guardduty import DETECTOR, GUARDDUTY
from compliance.collectors.resource import Resource
from compliance.collectors.workloads import ALL
from tests.compliance.controls.resources import HOME, OWNER, Denied, Facts, resource

ID = "d4b040365221be2b54a6264dc9a4bc64"
GET_DENIED = Denied("guardduty:GetDetector")
WORKLOADS_DENIED = Denied("lambda:GetAccountSettings")
SOME, NONE = {"Found": True}, {"Found": False}
LIST_DENIED = Denied("guardduty:ListDetectors")


def guardduty(*ids: str, denied: bool = False, region: str = HOME) -> Resource:
    """GuardDuty in a Region, with the detectors of these ids."""
    arn = f"arn:aws:guardduty:{region}:{OWNER}:account"
    detectors = LIST_DENIED if denied else {"DetectorIds": list(ids)}
    return resource(arn, GUARDDUTY, region, detectors=detectors)


def detector(
    status: str = "ENABLED",
    *,
    workloads: Facts | Denied = SOME,
    findings: Any = (),
    denied: bool = False,
    region: str = HOME,
    **described: Any,
) -> Resource:
    """A detector with these members of its answer, these findings, and something to watch."""
    arn = f"arn:aws:guardduty:{region}:{OWNER}:detector/{ID}"
    made = GET_DENIED if denied else {"Status": status, **described}
    found = findings if isinstance(findings, Denied) else {"Findings": list(findings)}
    seen = dict.fromkeys((one.operation for one in ALL), workloads)
    return resource(arn, DETECTOR, region, detector=made, findings=found, **seen)


def features(statuses: Mapping[str, str]) -> list[dict[str, str]]:
    """The member `Features`, with what is always there."""
    foundation = {"CLOUD_TRAIL": "ENABLED", "DNS_LOGS": "ENABLED", "FLOW_LOGS": "ENABLED"}
    return [{"Name": name, "Status": one} for name, one in {**foundation, **statuses}.items()]
