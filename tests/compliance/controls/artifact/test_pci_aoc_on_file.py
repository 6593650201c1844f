"""artifact.pci-aoc-on-file: both the attestation and who is responsible for what."""

import pytest

from compliance.collectors.artifact import REPORT
from compliance.collectors.resource import Resource
from tests.compliance.controls.artifact.listed import judged, report

CONTROL = "artifact.pci-aoc-on-file"
AOC = report("PCI DSS 4-0-1 AOC", "PCI")
SUMMARY = report("PCI DSS Responsibility Summary", "PCI")


@pytest.mark.parametrize(
    ("found", "status", "reason"),
    [
        pytest.param([AOC, SUMMARY], "pass", "PCI DSS 4-0-1 AOC (series PCI", id="both"),
        pytest.param(
            [report("PCI DSS Attestation of Compliance and Responsibility Summary", "PCI")],
            "pass",
            "publishes",
            id="both in one",
        ),
        pytest.param([AOC], "fail", "lists no PCI DSS responsibility summary", id="no summary"),
        pytest.param([SUMMARY], "fail", "lists no attestation", id="no attestation"),
        pytest.param(
            [SUMMARY, report("PCI 3DS Attestation of Compliance AOC", "PCI")],
            "fail",
            "lists no attestation",
            id="of another standard",
        ),
        pytest.param(
            [SUMMARY, report("PCI DSS AOC", "PCI", ended=401)], "fail", "no longer", id="too old"
        ),
        pytest.param(
            [SUMMARY, report("PCI DSS AOC", "PCI", companyName="Example Vendor")],
            "fail",
            "lists no attestation",
            id="a vendor's",
        ),
        pytest.param(
            [report("PCI DSS AOC", "PCI", uploadState="FAILED")],
            "fail",
            "lists no PCI DSS responsibility summary",
            id="what is missing comes before what is not known",
        ),
        pytest.param(
            [SUMMARY, report("PCI DSS AOC", "PCI", uploadState="FAILED")],
            "not_determined",
            "FAILED",
            id="upload failed",
        ),
    ],
)
def test_attestation_and_summary(found: list[Resource], status: str, reason: str) -> None:
    outcome = judged(CONTROL, *found)
    assert outcome.status == status, outcome.reason
    assert reason in outcome.reason


def test_denied_list_is_not_determined() -> None:
    assert judged(CONTROL, AOC, SUMMARY, denied=[REPORT]).status == "not_determined"


def test_names_can_be_said_otherwise() -> None:
    found = [report("Zahlungsverkehr", "PCI")]
    outcome = judged(CONTROL, *found, attestation="zahlung", summary="zahlung")
    assert outcome.status == "pass"
