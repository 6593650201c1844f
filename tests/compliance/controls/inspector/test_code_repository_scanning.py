"""inspector.code-repository-scanning: connected repositories are scanned, or there are none."""

from compliance.controls.inspector.code_repository_scanning import judge
from tests.compliance.controls.inspector.scanning import CASES, scanning
from tests.compliance.controls.resources import Denied, Facts


@CASES
def test_kind_is_scanned(
    told: tuple[str, str] | None, there: Facts | Denied | None, expected: str, reason: str
) -> None:
    found = scanning(judge, "codeRepository", "codeRepository", told, there)
    assert found.status == expected
    assert reason in found.reason
