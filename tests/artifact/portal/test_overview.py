"""The first page: its numbers, its gaps and what it says when there is nothing."""

from datetime import timedelta

import pytest

from artifact.clock import now
from artifact.portal.framework_by_region import Cell
from compliance.models import Finding
from tests.artifact import factories
from tests.artifact.conftest import SignIn

pytestmark = pytest.mark.django_db


def cells(response: object) -> dict[tuple[str, str], Cell]:
    """The cells of the matrix by framework and region."""
    rows = response.context["rows"]  # type: ignore[attr-defined]  # set by the test client
    return {(row.framework.id, cell.region): cell for row in rows for cell in row.cells}


def test_a_failing_control_leaves_its_requirements_not_satisfied(as_: SignIn) -> None:
    factories.finding(factories.account(), control="cloudtrail.log-file-validation")

    cell = cells(as_("engineer").get("/"))["pci_dss_4_0_1", "eu-west-1"]

    assert cell.not_satisfied >= 1
    assert cell.failing_findings == 1
    assert cell.clear + cell.not_satisfied + cell.not_determined == cell.tested


def test_what_was_never_judged_is_not_counted_in_favour(as_: SignIn) -> None:
    factories.finding(
        factories.account(), control="kms.key-not-public", status=Finding.Status.NOT_APPLICABLE
    )

    cell = cells(as_("engineer").get("/"))["hipaa", "eu-west-1"]

    assert cell.not_determined > 0
    assert cell.satisfied == 0


def test_a_finding_of_the_whole_account_counts_in_every_region(as_: SignIn) -> None:
    account = factories.account()
    for region in ("eu-west-1", "us-east-1"):
        factories.finding(account, region=region, status=Finding.Status.PASS)
    factories.finding(account, region="global", control="cloudtrail.multi-region-trail")

    found = cells(as_("engineer").get("/"))

    assert found["hipaa", "eu-west-1"].failing_findings == 1
    assert found["hipaa", "us-east-1"].failing_findings == 1


def test_a_region_that_was_not_read_lately_is_marked(as_: SignIn) -> None:
    fresh, stale = factories.account(name="Fresh"), factories.account(name="Forgotten")
    for account, age in ((fresh, timedelta(hours=1)), (stale, timedelta(hours=49))):
        factories.finding(account)
        factories.evaluation(factories.collection(account), "eu-west-1", now() - age)

    page = as_("engineer").get("/").content.decode()

    assert f"Not read for 48 h</span> Forgotten ({stale.account_id})" in page
    assert "Fresh (" not in page


@pytest.mark.parametrize(
    ("role", "said"),
    [
        ("administrator", "Connect the first account"),
        ("compliance_manager", "Nothing has been judged yet"),
        ("auditor", "Nothing is open to you at present"),
    ],
)
def test_an_empty_portal_says_what_to_do(as_: SignIn, role: str, said: str) -> None:
    assert said in as_(role).get("/").content.decode()
