"""collectors.secretsmanager: secrets with versions, policies and replicas; never a value."""

from collections import Counter

import pytest

from compliance.aws.answers import NotCollected
from compliance.collectors.secretsmanager import SECRET
from tests.compliance.collectors.gathering import REGION, declare, gather, has_member, refuse
from tests.demo.serving import OWN_ACCOUNT, Server

DESCRIBE = "secretsmanager:DescribeSecret"
PER_SECRET = {
    DESCRIBE: "description",
    "secretsmanager:GetResourcePolicy": "policy",
    "secretsmanager:ListSecretVersionIds": "versions",
}


def arn(number: int) -> str:
    return f"arn:aws:secretsmanager:{REGION}:{OWN_ACCOUNT}:secret:db-{number}"


@pytest.fixture
def filled(aws: Server) -> Server:
    """A server with more secrets than a page holds; the first one has a replica."""
    listed = [{"ARN": arn(number), "Name": f"db-{number}"} for number in range(101)]
    declare(aws, "secretsmanager:ListSecrets", {"SecretList": listed})
    declare(aws, DESCRIBE, {"ReplicationStatus": []})
    replica = {"Region": "us-east-1", "Status": "Failed"}
    declare(aws, DESCRIBE, {"ReplicationStatus": [replica]}, SecretId=arn(0))
    declare(aws, "secretsmanager:GetResourcePolicy", {"Name": "db"})
    declare(aws, "secretsmanager:ListSecretVersionIds", {"Versions": []})
    return aws


def test_lists_are_read_whole_and_each_secret_once(
    filled: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = gather("secretsmanager", filled, monkeypatch)
    assert len(found.population(SECRET).resources) == 101
    assert Counter(found.calls) == {
        "secretsmanager:ListSecrets": 2,
        **dict.fromkeys(PER_SECRET, 101),
    }


def test_replicas_are_the_secrets_own(filled: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    found = gather("secretsmanager", filled, monkeypatch)
    (replica,) = found.resource(arn(0))["description"]["ReplicationStatus"]
    assert replica["Status"] == "Failed"
    assert found.resource(arn(1))["description"]["ReplicationStatus"] == []


@pytest.mark.parametrize(("operation", "fact"), PER_SECRET.items())
def test_denied_fact_is_not_collected(
    filled: Server, monkeypatch: pytest.MonkeyPatch, operation: str, fact: str
) -> None:
    refuse(filled, operation, SecretId=arn(0))
    found = gather("secretsmanager", filled, monkeypatch)
    with pytest.raises(NotCollected, match="AccessDeniedException"):
        _ = found.resource(arn(0))[fact]
    assert found.resource(arn(1))[fact] is not None


def test_denied_list_is_an_error_of_its_population(
    filled: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(filled, "secretsmanager:ListSecrets")
    found = gather("secretsmanager", filled, monkeypatch)
    assert "AccessDenied" in found.population(SECRET).error
    assert found.calls == ["secretsmanager:ListSecrets"]


@pytest.mark.parametrize(
    ("operation", "path"),
    [
        ("secretsmanager:ListSecrets", "SecretList.DeletedDate"),
        ("secretsmanager:ListSecrets", "SecretList.PrimaryRegion"),
        ("secretsmanager:ListSecrets", "SecretList.Tags.Key"),
        (DESCRIBE, "CrossAccountPrimary.PrimarySecretARN"),
        (DESCRIBE, "CrossAccountReplicas.ReplicaSecretARN"),
        (DESCRIBE, "CrossAccountReplicas.ReplicationStatus"),
        (DESCRIBE, "ReplicationStatus.Region"),
        (DESCRIBE, "ReplicationStatus.Status"),
    ],
)
def test_what_is_read_is_in_the_api(operation: str, path: str) -> None:
    assert has_member(operation, path)
