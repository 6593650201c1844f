import json
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from demo.estate import declared_accounts
from demo.seed import seed
from demo.truth import Expected, truth
from tests.demo.serving import ROOT, Server

PRODUCTION = "111122223333"


@pytest.fixture
def seeded(estate: str) -> Server:
    """The server with the estate."""
    return Server(estate)


def planted(server: Server) -> Counter[str]:
    """How many of everything there are, in every account and region."""
    found: Counter[str] = Counter()
    for account in declared_accounts():
        for region in account.regions:
            clients = {
                name: server.client(name, region, account.id)
                for name in ("kms", "secretsmanager", "cloudtrail")
            }
            found["keys"] += len(clients["kms"].list_keys(Limit=1000)["Keys"])
            pages = clients["secretsmanager"].get_paginator("list_secrets")
            found["secrets"] += sum(
                len(page["SecretList"]) for page in pages.paginate(IncludePlannedDeletion=True)
            )
            trails = clients["cloudtrail"].describe_trails(includeShadowTrails=False)
            found["trails"] += len(trails["trailList"])
        iam = server.client("iam", account=account.id).get_account_authorization_details()
        found["roles"] += len(iam["RoleDetailList"])
        found["policies"] += len(iam["Policies"])
    return found


def test_a_second_seed_plants_nothing_twice(seeded: Server, expected: list[Expected]) -> None:
    before = planted(seeded)
    seed(seeded.url, now=datetime.now(UTC))
    assert planted(seeded) == before
    assert truth(seeded.url) == expected
    assert min(before.values()) > 0


def test_keys_and_secrets_of_one_region_fill_more_than_a_page(seeded: Server) -> None:
    keys = seeded.client("kms", account=PRODUCTION).list_keys(Limit=100)
    assert keys["Truncated"]
    secrets = seeded.client("secretsmanager", account=PRODUCTION).list_secrets(MaxResults=100)
    assert secrets["NextToken"]


def test_what_is_seeded_is_as_old_as_declared(seeded: Server) -> None:
    kms = seeded.client("kms", account=PRODUCTION)
    made = kms.describe_key(KeyId="alias/six-years-old")["KeyMetadata"]["CreationDate"]
    assert 2199 <= (datetime.now(UTC) - made).days <= 2200


def test_the_role_of_each_account_opens_it_by_its_external_id(seeded: Server) -> None:
    for account in declared_accounts():
        answer = seeded.client("sts").assume_role(
            RoleArn=account.role_arn,
            RoleSessionName="test",
            ExternalId="artifact-demo-external-id",
        )
        assert account.id in answer["AssumedRoleUser"]["Arn"]


def test_the_command_prints_a_summary_and_writes_the_truth(
    seeded: Server, expected: list[Expected], tmp_path: Path
) -> None:
    path = tmp_path / "truth.jsonl"
    command = [sys.executable, "-m", "demo.seed", "--endpoint-url", seeded.url]
    ended = subprocess.run(
        [*command, "--truth-file", str(path)], cwd=ROOT, check=True, capture_output=True, text=True
    )
    summary = json.loads(ended.stdout)
    assert [one["account_id"] for one in summary["accounts"]] == [
        one.id for one in declared_accounts()
    ]
    assert summary["truth_file"] == str(path)
    assert len(path.read_text("utf-8").splitlines()) == len(expected)
    assert "seeding kms" in ended.stderr


def test_a_scale_multiplies_what_is_counted() -> None:
    one, three = (
        Counter(account.name for account in declared_accounts(scale) for _ in account.each("keys"))
        for scale in (1, 3)
    )
    assert three["production"] - one["production"] == 2 * 80
    assert three["staging"] == one["staging"]
