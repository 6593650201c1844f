"""GuardDuty in a Region, and its detectors, for the tests of its controls."""

from collections.abc import Callable, Mapping
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


def plan_cases(feature: str) -> list[tuple[dict[str, Any], str]]:
    """What a detector says of a plan, and the status that follows, whichever plan it is."""
    on, off = features({feature: "ENABLED"}), features({feature: "DISABLED"})
    return [
        ({"Features": on}, "pass"),
        ({"Features": off}, "fail"),
        # The Region may not offer it.
        ({"Features": features({})}, "not_determined"),
        ({"Features": []}, "not_determined"),
        ({}, "not_determined"),
        ({"status": "DISABLED", "Features": on}, "not_applicable"),
        ({"denied": True}, "not_determined"),
        # Where there is nothing to watch, a plan that is off does no harm.
        ({"Features": off, "workloads": NONE}, "not_applicable"),
        ({"Features": features({}), "workloads": NONE}, "not_applicable"),
        ({"Features": on, "workloads": NONE}, "pass"),
        ({"Features": off, "workloads": WORKLOADS_DENIED}, "not_determined"),
    ]


def older_cases(
    feature: str, older: Callable[[str], dict[str, Any]]
) -> list[tuple[dict[str, Any], str]]:
    """The older form of the answer, which counts only where there are no features."""
    on, off = older("ENABLED"), older("DISABLED")
    return [
        ({"DataSources": on}, "pass"),
        ({"DataSources": off}, "fail"),
        ({"Features": [], "DataSources": on}, "pass"),
        ({"DataSources": {}}, "not_determined"),
        ({"Features": features({feature: "DISABLED"}), "DataSources": on}, "fail"),
        ({"Features": features({}), "DataSources": on}, "not_determined"),
    ]


def unknown_to_older() -> list[tuple[dict[str, Any], str]]:
    """The older form of the answer does not know plans that came later."""
    return [({"DataSources": {"S3Logs": {"Status": "ENABLED"}}}, "not_determined")]
