"""artifact.fedramp-package-on-file: judged only where FedRAMP is asked for."""

import pytest

from compliance.collectors.artifact import REPORT
from compliance.collectors.resource import Resource
from tests.compliance.controls.artifact.listed import judged, report

CONTROL = "artifact.fedramp-package-on-file"


@pytest.mark.parametrize(
    ("found", "status", "reason"),
    [
        pytest.param([report("FedRAMP Customer Package", "Any")], "pass", "Any", id="any level"),
        pytest.param([report("FedRAMP Moderate Package")], "pass", "Moderate", id="moderate"),
        pytest.param([report("AWS GovCloud FedRAMP High")], "fail", "lists no", id="GovCloud's"),
        pytest.param([report("FedRAMP Package", ended=500)], "fail", "no longer", id="too old"),
        pytest.param([], "fail", "lists no FedRAMP package", id="none"),
    ],
)
def test_package_of_the_partition(found: list[Resource], status: str, reason: str) -> None:
    outcome = judged(CONTROL, *found, in_scope=True)
    assert outcome.status == status, outcome.reason
    assert reason in outcome.reason


def test_out_of_scope_is_not_applicable() -> None:
    assert judged(CONTROL).status == "not_applicable"


@pytest.mark.parametrize("in_scope", [True, False])
def test_denied_list_is_not_determined(*, in_scope: bool) -> None:
    assert judged(CONTROL, denied=[REPORT], in_scope=in_scope).status == "not_determined"


@pytest.mark.parametrize(
    ("name", "status"), [("AWS GovCloud FedRAMP High", "pass"), ("FedRAMP Moderate", "fail")]
)
def test_govcloud_has_its_own_level(name: str, status: str) -> None:
    found = judged(CONTROL, report(name), partition="aws-us-gov", in_scope=True)
    assert found.status == status
