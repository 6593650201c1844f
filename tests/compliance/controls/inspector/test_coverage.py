"""inspector.coverage: nearly all was scanned lately."""

from datetime import timedelta
from typing import Any

import pytest

from compliance.collectors.resource import Resource
from compliance.controls.inspector.coverage import judge
from tests.compliance.controls.inspector.accounts import (
    COVERAGE_DENIED,
    INSTANCES_DENIED,
    NONE,
    SOME,
    STATUS_DENIED,
    account,
    status,
)
from tests.compliance.controls.resources import NOW, judge_outcome

ON_THE_LIMIT = NOW - timedelta(days=90)
OLD = ON_THE_LIMIT - timedelta(seconds=1)
UNMANAGED = "UNMANAGED_EC2_INSTANCE"


def entry(name: str = "i-1", **members: Any) -> dict[str, Any]:
    """An instance whose packages were scanned on the limit's day, unless members differ."""
    reason, code = members.pop("reason", "SUCCESSFUL"), members.pop("code", "ACTIVE")
    return {
        "resourceType": "AWS_EC2_INSTANCE",
        "resourceId": name,
        "scanType": "PACKAGE",
        "scanStatus": {"statusCode": code, "reason": reason},
        "lastScannedAt": ON_THE_LIMIT,
        **members,
    }


def off(name: str = "i-2", reason: str = UNMANAGED) -> dict[str, Any]:
    """An instance that is not scanned."""
    return entry(name, code="INACTIVE", reason=reason)


def covers(*entries: dict[str, Any], **kinds: str) -> Resource:
    """The account with Inspector on and these entries."""
    return account(status(**kinds), coverage={"coveredResources": list(entries)})


MANY = [entry(f"i-{number:02}") for number in range(19)]


@pytest.mark.parametrize(
    ("subject", "expected", "reason"),
    [
        pytest.param(covers(entry()), "pass", "1 of 1 scanned", id="all"),
        pytest.param(covers(*MANY, off("i-99")), "pass", f"{UNMANAGED}: i-99", id="just enough"),
        pytest.param(covers(*MANY[1:], off("i-99")), "fail", "18 of 19", id="too few"),
        pytest.param(
            covers(*MANY, entry("f", resourceType="AWS_LAMBDA_FUNCTION", code="INACTIVE")),
            "fail",
            "AWS_LAMBDA_FUNCTION: 0 of 1",
            id="each type for itself",
        ),
        pytest.param(covers(entry(lastScannedAt=OLD)), "fail", "too long ago", id="old"),
        pytest.param(covers(entry(lastScannedAt=None)), "fail", "never scanned", id="never"),
        pytest.param(
            covers(entry(scanType="NETWORK")), "fail", "network only", id="not authenticated"
        ),
        pytest.param(
            covers(entry(), entry(scanType="NETWORK")), "pass", "1 of 1", id="network beside"
        ),
        pytest.param(
            covers(entry(scanMode="EC2_AGENTLESS")), "pass", "1 of 1", id="without an agent"
        ),
        pytest.param(
            covers(entry(), entry(scanType="CODE", code="INACTIVE", reason="UNSUPPORTED_RUNTIME")),
            "fail",
            "UNSUPPORTED_RUNTIME: i-1",
            id="each scan that it is said to have",
        ),
        pytest.param(
            covers(entry(), off("i-3", "EC2_INSTANCE_STOPPED")), "pass", "1 of 1", id="stopped"
        ),
        pytest.param(
            covers(off("i-3", "EC2_INSTANCE_STOPPED")),
            "not_applicable",
            "1 resources, which are all left aside",
            id="nothing but stopped",
        ),
        pytest.param(
            covers(off("i-3", "SCAN_ELIGIBILITY_EXPIRED")),
            "fail",
            "SCAN_ELIGIBILITY_EXPIRED: i-3",
            id="not scanned again",
        ),
        pytest.param(
            covers(entry("r", resourceType="AWS_ECR_REPOSITORY", lastScannedAt=None)),
            "pass",
            "1 of 1",
            id="a repository is not scanned itself",
        ),
        pytest.param(
            covers(*(off(f"i-{number:02}") for number in range(12))),
            "fail",
            "i-09 and 2 more",
            id="not all are named",
        ),
        pytest.param(covers(), "not_applicable", "returned 0 resources", id="nothing there"),
        pytest.param(
            account(status(ec2="DISABLED"), ec2=SOME, coverage={"coveredResources": []}),
            "fail",
            "nothing is scanned of ec2",
            id="hosts are not scanned at all",
        ),
        pytest.param(
            account(status("DISABLED"), ec2=SOME, ecr=INSTANCES_DENIED, **{"lambda": NONE}),
            "fail",
            "nothing is scanned of ec2.",
            id="one seen is enough",
        ),
        pytest.param(
            account(status("DISABLED"), ec2=NONE, ecr=NONE, **{"lambda": NONE}),
            "not_applicable",
            "returned 0 things",
            id="off, nothing there",
        ),
        pytest.param(
            account(status("DISABLED"), ec2=INSTANCES_DENIED, ecr=NONE, **{"lambda": NONE}),
            "not_determined",
            "DescribeInstances: Access",
            id="off, inventory denied",
        ),
        pytest.param(
            account(status(), coverage=COVERAGE_DENIED),
            "not_determined",
            "ListCoverage: Access",
            id="denied",
        ),
        pytest.param(account(STATUS_DENIED), "not_determined", "Access", id="status denied"),
    ],
)
def test_nearly_all_is_scanned(subject: Resource, expected: str, reason: str) -> None:
    found = judge_outcome(judge, subject)
    assert found.status == expected
    assert reason in found.reason


def test_limits_are_the_organisations_to_choose() -> None:
    assert judge_outcome(judge, covers(entry(), off()), min_share=0.5).status == "pass"
    assert judge_outcome(judge, covers(entry()), max_age_days=30).status == "fail"
    stopped = covers(entry(), off("i-3", "EC2_INSTANCE_STOPPED"))
    assert judge_outcome(judge, stopped, left_aside_reasons=[]).status == "fail"
