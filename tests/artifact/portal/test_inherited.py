"""What AWS itself proves for a framework, and who may see what of it."""

from datetime import timedelta

import pytest

from artifact.clock import now
from compliance.models import Account, Finding
from tests.artifact import factories
from tests.artifact.conftest import SignIn

pytestmark = pytest.mark.django_db

HIPAA, PCI = "/frameworks/hipaa/inherited/", "/frameworks/pci_dss_4_0_1/inherited/"
REPORT = "SOC 2 Type 2 Report (series SOC, version 3, period 2025-10-01 to 2026-09-30)"


def supported(name: str, age: timedelta = timedelta(hours=1)) -> Account:
    """An account of which AWS's SOC 2 report is current, read some time ago."""
    account = factories.account(name=name)
    factories.evaluation(factories.collection(account), "global", now() - age)
    factories.finding(
        account,
        region="global",
        control="artifact.soc2-on-file",
        resource=f"arn:aws:iam::{account.account_id}:root",
        status=Finding.Status.PASS,
        reason=f"AWS publishes its SOC 2 report: {REPORT}.",
    )
    return account


def test_a_requirement_names_the_report_its_series_version_and_period(as_: SignIn) -> None:
    account = supported("Payments")

    response = as_("engineer").get(HIPAA)

    rows = {row.requirement.id: row for row in response.context["rows"]}
    ((control, (statement,)),) = rows["164.310(a)(1)"].support
    assert control.id == "artifact.soc2-on-file"
    assert (statement.finding.account, statement.status) == (account, Finding.Status.PASS)
    page = response.content.decode()
    assert REPORT in page
    assert "never decides it" in page


def test_what_was_not_read_lately_supports_nothing(as_: SignIn) -> None:
    supported("Forgotten", timedelta(hours=49))

    page = as_("engineer").get(HIPAA).content.decode()

    assert "not read for 48 h; then:" in page
    assert "s-pass" not in page


def test_what_was_never_judged_is_not_determined(as_: SignIn) -> None:
    page = as_("engineer").get(PCI).content.decode()

    assert "Nothing of it was judged that you may see." in page


def test_an_auditor_sees_what_was_granted(as_: SignIn) -> None:
    mine, other = supported("Mine"), supported("Other")
    person = factories.user("auditor")
    factories.grant(person, account=mine, framework="hipaa")
    client = as_(person)

    page = client.get(HIPAA).content.decode()

    assert str(mine) in page
    assert str(other) not in page
    assert client.get(PCI).status_code == 404


def test_the_first_page_and_the_finding_lead_there_and_back(as_: SignIn) -> None:
    supported("Payments")
    factories.finding(factories.account())
    client = as_("engineer")

    assert f'href="{HIPAA}"' in client.get("/").content.decode()
    found = Finding.objects.get(control="artifact.soc2-on-file")
    page = client.get(f"/findings/{found.pk}/").content.decode()
    assert "Supports, for AWS" in page
    assert "164.310(a)(1)" in page
