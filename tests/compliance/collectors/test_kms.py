"""collectors.kms: keys, and the stores and tags beside them."""

from collections import Counter
from typing import Any

import pytest

from compliance.aws.answers import NotCollected
from compliance.collectors.kms import CUSTOM_KEY_STORE, KMS_KEY
from tests.compliance.collectors.gathering import REGION, declare, gather, has_member, refuse
from tests.demo.serving import OWN_ACCOUNT, Server

PREFIX = f"arn:aws:kms:{REGION}:{OWN_ACCOUNT}"
OWN, SERVICES, IMPORTED, SIGNING = "k-own", "k-aws", "k-imported", "k-signing"
STORE = {
    "CustomKeyStoreId": "cks-1",
    "CustomKeyStoreName": "hsm",
    "ConnectionState": "CONNECTED",
}
KIND = ["kms:key"]


def metadata(key_id: str, **more: Any) -> dict[str, Any]:
    return {
        "KeyId": key_id,
        "KeyManager": "CUSTOMER",
        "KeyState": "Enabled",
        "KeySpec": "SYMMETRIC_DEFAULT",
        "Origin": "AWS_KMS",
        **more,
    }


KEYS = {
    OWN: metadata(OWN),
    SERVICES: metadata(SERVICES, KeyManager="AWS"),
    IMPORTED: metadata(IMPORTED, Origin="EXTERNAL"),
    SIGNING: metadata(SIGNING, KeySpec="RSA_4096"),
}


def arn(key_id: str) -> str:
    return f"{PREFIX}:key/{key_id}"


@pytest.fixture
def filled(aws: Server) -> Server:
    """A server with one key of each kind, and a key store."""
    listed = [{"KeyId": one, "KeyArn": arn(one)} for one in KEYS]
    declare(aws, "kms:ListKeys", {"Keys": listed, "Truncated": False})
    for key_id, described in KEYS.items():
        declare(aws, "kms:DescribeKey", {"KeyMetadata": described}, KeyId=key_id)
    declare(aws, "kms:ListAliases", {"Aliases": [], "Truncated": False})
    declare(aws, "kms:DescribeCustomKeyStores", {"CustomKeyStores": [STORE], "Truncated": False})
    declare(aws, "kms:GetKeyPolicy", {"Policy": "{}"})
    declare(aws, "kms:ListGrants", {"Grants": [], "Truncated": False})
    declare(aws, "kms:GetKeyRotationStatus", {"KeyRotationEnabled": False})
    declare(aws, "kms:ListKeyRotations", {"Rotations": [], "Truncated": False})
    tagged = {"ResourceARN": arn(OWN), "Tags": [{"Key": "owner", "Value": "shop"}]}
    declare(
        aws,
        "resourcegroupstaggingapi:GetResources",
        {"ResourceTagMappingList": [tagged], "PaginationToken": ""},
        ResourceTypeFilters=KIND,
    )
    return aws


def test_each_key_costs_what_its_kind_can_tell(
    filled: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Counter(gather("kms", filled, monkeypatch).calls) == {
        "kms:ListKeys": 1,
        "kms:ListAliases": 1,
        "kms:DescribeCustomKeyStores": 1,
        "resourcegroupstaggingapi:GetResources": 1,
        "kms:DescribeKey": 4,
        "kms:GetKeyPolicy": 3,
        "kms:ListGrants": 3,
        "kms:GetKeyRotationStatus": 2,
        "kms:ListKeyRotations": 2,
    }


def test_keys_have_tags_of_their_own(filled: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    found = gather("kms", filled, monkeypatch)
    assert found.resource(arn(OWN))["tags"]["Tags"] == [{"Key": "owner", "Value": "shop"}]
    assert found.resource(arn(SIGNING))["tags"]["Tags"] == []
    assert "tags" not in found.resource(arn(SERVICES)).facts


def test_every_imported_material_is_listed(
    filled: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = {"KeyId": IMPORTED, "KeyMaterialState": "CURRENT", "ImportState": "IMPORTED"}
    declare(
        filled,
        "kms:ListKeyRotations",
        {"Rotations": [first], "Truncated": False},
        IncludeKeyMaterial="ALL_KEY_MATERIAL",
    )
    found = gather("kms", filled, monkeypatch)
    assert found.resource(arn(IMPORTED))["rotations"] == {"Rotations": [first]}
    assert found.resource(arn(OWN))["rotations"] == {"Rotations": []}


def test_key_stores(filled: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    (store,) = gather("kms", filled, monkeypatch).population(CUSTOM_KEY_STORE).resources
    assert (store.arn, store.name) == (f"{PREFIX}:custom-key-store/cks-1", "hsm")
    assert store["store"] == STORE


def test_region_without_keys_costs_three_calls(
    aws: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    declare(aws, "kms:ListKeys", {"Keys": [], "Truncated": False})
    declare(aws, "kms:ListAliases", {"Aliases": [], "Truncated": False})
    found = gather("kms", aws, monkeypatch)
    assert len(found.calls) == 3
    for kind in (KMS_KEY, CUSTOM_KEY_STORE):
        assert (found.population(kind).resources, found.population(kind).error) == ([], "")


def test_denied_tags_are_not_collected(filled: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    refuse(filled, "resourcegroupstaggingapi:GetResources", ResourceTypeFilters=KIND)
    found = gather("kms", filled, monkeypatch)
    for key_id in (OWN, SIGNING):
        with pytest.raises(NotCollected, match="AccessDeniedException"):
            _ = found.resource(arn(key_id))["tags"]
    assert found.resource(arn(OWN))["grants"] == {"Grants": []}


def test_denied_stores_are_an_error_of_their_population(
    filled: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(filled, "kms:DescribeCustomKeyStores")
    found = gather("kms", filled, monkeypatch)
    assert "AccessDenied" in found.population(CUSTOM_KEY_STORE).error
    assert found.population(KMS_KEY).error == ""


@pytest.mark.parametrize(
    ("operation", "path"),
    [
        *(
            ("kms:DescribeKey", f"KeyMetadata.{member}")
            for member in (
                "Description",
                "ExpirationModel",
                "KeyManager",
                "KeyState",
                "MultiRegion",
                "MultiRegionConfiguration.PrimaryKey.Region",
                "MultiRegionConfiguration.ReplicaKeys.Region",
                "Origin",
                "ValidTo",
            )
        ),
        *(
            ("kms:ListKeyRotations", f"Rotations.{member}")
            for member in ("ExpirationModel", "ImportState", "KeyMaterialState", "ValidTo")
        ),
        *(
            ("kms:ListGrants", f"Grants.{member}")
            for member in ("GranteePrincipal", "GranteeServicePrincipal", "Operations")
        ),
        *(
            ("kms:DescribeCustomKeyStores", f"CustomKeyStores.{member}")
            for member in (
                "ConnectionErrorCode",
                "ConnectionState",
                "CustomKeyStoreId",
                "CustomKeyStoreName",
            )
        ),
    ],
)
def test_what_is_read_is_in_the_api(operation: str, path: str) -> None:
    assert has_member(operation, path)
