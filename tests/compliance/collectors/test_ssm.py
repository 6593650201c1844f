"""collectors.ssm: parameters and documents with whom they are shared; never a value."""

from typing import Any

import pytest

from compliance.aws.answers import NotCollected
from compliance.collectors.ssm import DOCUMENT, PARAMETER, PUBLIC_SHARING
from tests.compliance.collectors.gathering import REGION, declare, gather, has_member, refuse
from tests.demo.serving import OWN_ACCOUNT, Server

PREFIX = f"arn:aws:ssm:{REGION}:{OWN_ACCOUNT}"
PASSWORD = f"{PREFIX}:parameter/shop/db/password"
COLOUR = f"{PREFIX}:parameter/colour"
SETTING = f"{PREFIX}:servicesetting/ssm/documents/console/public-sharing-permission"
KIND = ["ssm:parameter"]


def entry(name: str, tier: str = "Standard", **more: Any) -> dict[str, Any]:
    return {"Name": name, "Type": "String", "Tier": tier, **more}


@pytest.fixture
def filled(aws: Server) -> Server:
    """A server with an advanced and a standard parameter, and a document that is public."""
    parameters = [
        entry("/shop/db/password", "Advanced", ARN=PASSWORD, LastModifiedDate=1_770_000_000),
        entry("colour"),
    ]
    declare(aws, "ssm:DescribeParameters", {"Parameters": parameters})
    tagged = {"ResourceARN": PASSWORD, "Tags": [{"Key": "owner", "Value": "shop"}]}
    declare(
        aws,
        "resourcegroupstaggingapi:GetResources",
        {"ResourceTagMappingList": [tagged], "PaginationToken": ""},
        ResourceTypeFilters=KIND,
    )
    declare(aws, "ssm:GetResourcePolicies", {"Policies": [{"Policy": "{}"}]}, ResourceArn=PASSWORD)
    documents = [{"Name": "restart", "Owner": OWN_ACCOUNT}]
    declare(aws, "ssm:ListDocuments", {"DocumentIdentifiers": documents})
    declare(aws, "ssm:DescribeDocumentPermission", {"AccountIds": ["all"]}, Name="restart")
    declare(aws, "ssm:GetServiceSetting", {"ServiceSetting": {"SettingValue": "Disable"}})
    return aws


def test_parameters_documents_and_setting(filled: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    found = gather("ssm", filled, monkeypatch)
    password = found.resource(PASSWORD)
    assert password["parameter"]["Tier"] == "Advanced"
    assert password["tags"] == {"Tags": [{"Key": "owner", "Value": "shop"}]}
    assert password["policies"] == {"Policies": [{"Policy": "{}"}]}
    colour = found.resource(COLOUR)
    assert colour["tags"] == {"Tags": []}
    assert "policies" not in colour.facts
    document = found.resource(f"{PREFIX}:document/restart")
    assert document["permissions"] == {"AccountIds": ["all"]}
    assert found.resource(SETTING)["setting"]["ServiceSetting"] == {"SettingValue": "Disable"}


def test_no_call_is_made_for_what_a_list_told(
    filled: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sorted(gather("ssm", filled, monkeypatch).calls) == [
        "resourcegroupstaggingapi:GetResources",
        "ssm:DescribeDocumentPermission",
        "ssm:DescribeParameters",
        "ssm:GetResourcePolicies",
        "ssm:GetServiceSetting",
        "ssm:ListDocuments",
    ]


def test_pages_are_as_large_as_aws_allows(aws: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    parameters = [entry(f"/shop/p-{number}") for number in range(120)]
    declare(aws, "ssm:DescribeParameters", {"Parameters": parameters})
    mappings = [
        {"ResourceARN": f"{PREFIX}:parameter/shop/p-{number}", "Tags": [{"Key": "n", "Value": ""}]}
        for number in range(120)
    ]
    declare(
        aws,
        "resourcegroupstaggingapi:GetResources",
        {"ResourceTagMappingList": mappings, "PaginationToken": ""},
        ResourceTypeFilters=KIND,
    )
    found = gather("ssm", aws, monkeypatch)
    assert len(found.population(PARAMETER).resources) == 120
    assert all(one["tags"]["Tags"] for one in found.population(PARAMETER).resources)
    assert found.calls.count("ssm:DescribeParameters") == 3
    assert found.calls.count("resourcegroupstaggingapi:GetResources") == 2


def test_region_without_anything_costs_three_calls(
    aws: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    declare(aws, "ssm:DescribeParameters", {"Parameters": []})
    declare(aws, "ssm:ListDocuments", {"DocumentIdentifiers": []})
    declare(aws, "ssm:GetServiceSetting", {"ServiceSetting": {"SettingValue": "Enable"}})
    found = gather("ssm", aws, monkeypatch)
    assert sorted(found.calls) == [
        "ssm:DescribeParameters",
        "ssm:GetServiceSetting",
        "ssm:ListDocuments",
    ]
    for kind in (PARAMETER, DOCUMENT):
        population = found.population(kind)
        assert (population.resources, population.error) == ([], "")
        assert "returned 0" in population.count_statement


def test_own_documents_are_asked_for(filled: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    own = [{"Key": "Owner", "Values": ["Self"]}]
    mine = {"DocumentIdentifiers": [{"Name": "mine", "Owner": OWN_ACCOUNT}]}
    declare(filled, "ssm:ListDocuments", mine, Filters=own)
    found = gather("ssm", filled, monkeypatch)
    assert [one.name for one in found.population(DOCUMENT).resources] == ["mine"]


@pytest.mark.parametrize(
    ("operation", "arn", "fact"),
    [
        ("resourcegroupstaggingapi:GetResources", PASSWORD, "tags"),
        ("resourcegroupstaggingapi:GetResources", COLOUR, "tags"),
        ("ssm:GetResourcePolicies", PASSWORD, "policies"),
        ("ssm:DescribeDocumentPermission", f"{PREFIX}:document/restart", "permissions"),
        ("ssm:GetServiceSetting", SETTING, "setting"),
    ],
)
def test_denied_fact_is_not_collected(
    filled: Server, monkeypatch: pytest.MonkeyPatch, operation: str, arn: str, fact: str
) -> None:
    narrow: dict[str, dict[str, Any]] = {
        "resourcegroupstaggingapi:GetResources": {"ResourceTypeFilters": KIND},
        "ssm:DescribeDocumentPermission": {"Name": "restart"},
        "ssm:GetResourcePolicies": {"ResourceArn": PASSWORD},
    }
    refuse(filled, operation, **narrow.get(operation, {}))
    resource = gather("ssm", filled, monkeypatch).resource(arn)
    with pytest.raises(NotCollected, match="AccessDeniedException"):
        _ = resource[fact]


@pytest.mark.parametrize(
    ("operation", "kind"),
    [("ssm:DescribeParameters", PARAMETER), ("ssm:ListDocuments", DOCUMENT)],
)
def test_denied_list_is_an_error_of_its_population(
    filled: Server, monkeypatch: pytest.MonkeyPatch, operation: str, kind: str
) -> None:
    refuse(filled, operation)
    found = gather("ssm", filled, monkeypatch)
    assert "AccessDenied" in found.population(kind).error
    others = {PARAMETER, DOCUMENT, PUBLIC_SHARING} - {kind}
    assert [found.population(one).error for one in others] == ["", ""]


def test_setting_that_a_region_does_not_have_is_not_a_value(
    filled: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(filled, "ssm:GetServiceSetting", "ServiceSettingNotFound")
    setting = gather("ssm", filled, monkeypatch).resource(SETTING)
    with pytest.raises(NotCollected, match="ServiceSettingNotFound"):
        _ = setting["setting"]


@pytest.mark.parametrize(
    ("operation", "path"),
    [
        *(
            ("ssm:DescribeParameters", f"Parameters.{member}")
            for member in ("ARN", "Name", "Type", "KeyId", "Tier", "Description")
        ),
        ("ssm:DescribeParameters", "Parameters.LastModifiedDate"),
        ("ssm:DescribeParameters", "Parameters.Policies.PolicyType"),
        ("ssm:DescribeParameters", "Parameters.Policies.PolicyStatus"),
        ("ssm:GetResourcePolicies", "Policies.Policy"),
        ("ssm:ListDocuments", "DocumentIdentifiers.Name"),
        ("ssm:ListDocuments", "DocumentIdentifiers.Owner"),
        ("ssm:DescribeDocumentPermission", "AccountIds"),
        ("ssm:GetServiceSetting", "ServiceSetting.SettingValue"),
        ("resourcegroupstaggingapi:GetResources", "ResourceTagMappingList.ResourceARN"),
        ("resourcegroupstaggingapi:GetResources", "ResourceTagMappingList.Tags.Key"),
        ("resourcegroupstaggingapi:GetResources", "ResourceTagMappingList.Tags.Value"),
    ],
)
def test_what_is_read_is_in_the_api(operation: str, path: str) -> None:
    assert has_member(operation, path)
