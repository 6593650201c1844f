"""securityhub.framework-standard-on: the standard that the framework names is ready."""

from typing import Any

import pytest

from compliance.collectors.resource import Resource
from compliance.controls.securityhub.framework_standard_on import judge
from tests.compliance.controls.resources import Denied, judge_outcome
from tests.compliance.controls.securityhub.hubs import HUB_DENIED, hub, standards, switched_off

PCI = "pci-dss/v/4.0.1"
INCOMPLETE: dict[str, Any] = {
    "StandardsStatus": "INCOMPLETE",
    "StandardsStatusReason": {"StatusReasonCode": "NO_AVAILABLE_CONFIGURATION_RECORDER"},
}


@pytest.mark.parametrize(
    ("subject", "standard", "status", "reason"),
    [
        (hub(standards=standards(pci="READY")), PCI, "pass", "ready"),
        (hub(standards=standards(pci="PENDING")), PCI, "fail", "PENDING"),
        (hub(standards=standards(pci="FAILED")), PCI, "fail", "FAILED"),
        (
            hub(standards=standards(pci=INCOMPLETE)),
            PCI,
            "fail",
            "INCOMPLETE (NO_AVAILABLE_CONFIGURATION_RECORDER)",
        ),
        (hub(standards=standards(pci="READY")), "pci-dss/v/3.2.1", "fail", "not enabled"),
        (hub(standards=standards(old="READY")), "cis-aws-foundations/v/1.2.0", "pass", "ready"),
        (hub(standards=standards()), PCI, "fail", "not enabled"),
        (switched_off(), PCI, "fail", "not on"),
        (switched_off(), "", "not_applicable", "no standard"),
        (hub(HUB_DENIED), PCI, "not_determined", "AccessDenied"),
        (
            hub(standards=Denied("securityhub:GetEnabledStandards")),
            PCI,
            "not_determined",
            "AccessDenied",
        ),
    ],
)
def test_standard_is_on(subject: Resource, standard: str, status: str, reason: str) -> None:
    outcome = judge_outcome(judge, subject, standard=standard)
    assert outcome.status == status
    assert reason in outcome.reason
