"""artifact.iso27001-on-file: a certificate that still holds, and what it applies to."""

import pytest

from compliance.collectors.artifact import REPORT
from compliance.collectors.resource import Resource
from tests.compliance.controls.artifact.listed import days_ago, judged, report

CONTROL = "artifact.iso27001-on-file"
STATEMENT = report("ISO 27001 2022 Statement of Applicability", "ISO")


def certificate(ended: float | None, **more: object) -> Resource:
    """AWS's certificate."""
    return report("ISO 27001 2022 Certification", "ISO", ended=ended, **more)  # type: ignore[arg-type]  # members of any type


@pytest.mark.parametrize(
    ("found", "status", "reason"),
    [
        pytest.param([certificate(-700), STATEMENT], "pass", "ISO 27001 2022 Cert", id="holds"),
        pytest.param([certificate(1), STATEMENT], "fail", "no longer current", id="run out"),
        pytest.param([certificate(-700)], "fail", "lists no ISO/IEC 27001 state", id="alone"),
        pytest.param(
            [STATEMENT, report("ISO 27017 Certificate", "ISO")],
            "fail",
            "lists no ISO/IEC 27001 certificate",
            id="another standard",
        ),
        pytest.param(
            [certificate(None, details={"createdAt": days_ago(90)}), STATEMENT],
            "pass",
            "issued",
            id="by the day of issue",
        ),
        pytest.param(
            [certificate(None, details={}), STATEMENT], "not_determined", "neither", id="no date"
        ),
    ],
)
def test_certificate_and_statement(found: list[Resource], status: str, reason: str) -> None:
    outcome = judged(CONTROL, *found)
    assert outcome.status == status, outcome.reason
    assert reason in outcome.reason


def test_denied_list_is_not_determined() -> None:
    assert judged(CONTROL, denied=[REPORT]).status == "not_determined"
