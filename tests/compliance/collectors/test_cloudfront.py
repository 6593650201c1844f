"""collectors.cloudfront: distributions, and tenants where a distribution has any."""

from typing import Any

import pytest

from compliance.aws.answers import NotCollected
from compliance.collectors.endpoint import ENDPOINT
from tests.compliance.collectors.gathering import declare, gather, has_member, refuse
from tests.demo.serving import OWN_ACCOUNT, Server

PREFIX = f"arn:aws:cloudfront::{OWN_ACCOUNT}:distribution"
LIST = "cloudfront:ListDistributions"
TENANTS = "cloudfront:ListDistributionTenants"


def entry(name: str, **members: Any) -> dict[str, Any]:
    """A distribution of the list."""
    return {"Id": name, "ARN": f"{PREFIX}/{name}", "Enabled": True, "WebACLId": "", **members}


def declare_distributions(aws: Server, *listed: dict[str, Any]) -> None:
    """The distributions of the account; without any, CloudFront sends no list at all."""
    members: dict[str, Any] = {"IsTruncated": False, "Quantity": len(listed)}
    if listed:
        members["Items"] = list(listed)
    declare(aws, LIST, {"DistributionList": members})


def test_distribution_has_web_acl_and_certificate(
    aws: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = {"CloudFrontDefaultCertificate": True, "MinimumProtocolVersion": "TLSv1"}
    declare_distributions(aws, entry("E1", WebACLId="x", ViewerCertificate=certificate))
    found = gather("cloudfront", aws, monkeypatch)
    one = found.resource(f"{PREFIX}/E1")
    assert (one.name, one.region) == ("E1", "global")
    assert one["distribution"]["WebACLId"] == "x"
    assert one["distribution"]["ViewerCertificate"] == certificate
    assert found.calls == [LIST]


def test_tenants_are_listed_once_for_all(aws: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """⌈D/100⌉, and ⌈T/100⌉ where a distribution serves tenants."""
    declare_distributions(
        aws,
        entry("E1", ConnectionMode="tenant-only"),
        entry("E2", ConnectionMode="tenant-only"),
        entry("E3", ConnectionMode="direct"),
    )
    listed = [{"Id": "dt_1", "Name": "zürich", "DistributionId": "E1", "Enabled": True}]
    declare(aws, TENANTS, {"DistributionTenantList": listed})
    found = gather("cloudfront", aws, monkeypatch)
    first, second, third = (found.resource(f"{PREFIX}/E{number}") for number in (1, 2, 3))
    assert [one["Name"] for one in first["tenants"]["DistributionTenantList"]] == ["zürich"]
    assert second["tenants"]["DistributionTenantList"] == []
    assert "tenants" not in third.facts
    assert sorted(found.calls) == [TENANTS, LIST]


def test_account_without_distributions(aws: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    declare_distributions(aws)
    population = gather("cloudfront", aws, monkeypatch).population(ENDPOINT)
    assert (population.error, population.resources) == ("", [])
    assert "returned 0 distributions" in population.count_statement


def test_more_distributions_than_a_page_holds(
    aws: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    declare_distributions(aws, *(entry(f"E{number}") for number in range(101)))
    found = gather("cloudfront", aws, monkeypatch)
    assert len(found.population(ENDPOINT).resources) == 101
    assert len(found.calls) == 2


def test_denied_tenants_are_not_collected(aws: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    declare_distributions(aws, entry("E1", ConnectionMode="tenant-only"))
    refuse(aws, TENANTS, "AccessDenied", 403)
    one = gather("cloudfront", aws, monkeypatch).resource(f"{PREFIX}/E1")
    with pytest.raises(NotCollected, match="AccessDenied"):
        _ = one["tenants"]


def test_denied_list_is_an_error_of_the_population(
    aws: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(aws, LIST, "AccessDenied", 403)
    assert "AccessDenied" in gather("cloudfront", aws, monkeypatch).population(ENDPOINT).error


@pytest.mark.parametrize(
    ("operation", "path"),
    [
        (LIST, "DistributionList.Items.ARN"),
        (LIST, "DistributionList.Items.ConnectionMode"),
        (LIST, "DistributionList.Items.Enabled"),
        (LIST, "DistributionList.Items.Id"),
        (LIST, "DistributionList.Items.ViewerCertificate"),
        (LIST, "DistributionList.Items.WebACLId"),
        (TENANTS, "DistributionTenantList.Customizations.WebAcl.Action"),
        (TENANTS, "DistributionTenantList.Customizations.WebAcl.Arn"),
        (TENANTS, "DistributionTenantList.DistributionId"),
        (TENANTS, "DistributionTenantList.Enabled"),
        (TENANTS, "DistributionTenantList.Name"),
    ],
)
def test_what_is_read_is_in_the_api(operation: str, path: str) -> None:
    assert has_member(operation, path)
