"""The `aws` command, as an administrator types it."""

from collections.abc import Callable

from artifact.users.models import User
from tests.artifact import factories
from tests.artifact.awsapi.conftest import Cli
from tests.artifact.awsapi.library import agreement, company, published
from tests.artifact.awsapi.server import fetch


def test_reports_from_the_list_to_the_copy(cli_of: Callable[[User], Cli], customer: User) -> None:
    ids = [published().report_id for _ in range(3)]
    factories.term()
    aws = cli_of(customer)

    listed = aws("list-reports", "--max-items", "2", "--page-size", "1")
    rest = aws("list-reports", "--starting-token", listed["NextToken"])
    metadata = aws("get-report-metadata", "--report-id", ids[0], "--report-version", "1")
    terms = aws("get-term-for-report", "--report-id", ids[0])
    got = aws("get-report", "--report-id", ids[0], "--term-token", terms["termToken"])

    assert [one["id"] for one in listed["reports"] + rest["reports"]] == ids
    assert metadata["reportDetails"]["id"] == ids[0]
    assert metadata["reportDetails"]["createdAt"] == "2026-03-31T12:00:00Z"
    assert fetch(terms["documentPresignedUrl"]).data[:5] == b"%PDF-"
    assert fetch(got["documentPresignedUrl"]).data[:5] == b"%PDF-"


def test_settings_and_agreements(cli_of: Callable[[User], Cli]) -> None:
    mine = company()
    held = agreement(mine)
    aws = cli_of(factories.user("customer", customer=mine))

    put = aws("put-account-settings", "--notification-subscription-status", "SUBSCRIBED")

    assert put == aws("get-account-settings")
    assert put["accountSettings"]["notificationSubscriptionStatus"] == "SUBSCRIBED"
    (found,) = aws("list-customer-agreements")["customerAgreements"]
    assert found["id"] == held.customer_agreement_id
