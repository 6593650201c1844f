"""Connecting many accounts at once."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from compliance.models import Account, Entry

pytestmark = pytest.mark.django_db

GOOD = [
    {
        "account_id": "111122223333",
        "name": "prod",
        "role_arn": "arn:aws:iam::111122223333:role/ArtifactReadOnly",
        "regions": ["eu-west-1"],
    },
    {"account_id": "444455556666", "name": "dev", "schedule": "0 3 * * *"},
]


def connect(path: Path, listed: object) -> str:
    """Write the file and run the command; what it prints."""
    path.write_text(listed if isinstance(listed, str) else json.dumps(listed))
    out = StringIO()
    call_command("connect_accounts", path, stdout=out)
    return out.getvalue()


def test_it_connects_them_all_and_says_the_external_ids(tmp_path: Path) -> None:
    printed = connect(tmp_path / "accounts.json", GOOD)
    prod = Account.objects.get(account_id="111122223333")
    assert prod.regions == ["eu-west-1"]
    assert prod.external_id in printed
    assert Account.objects.count() == 2
    assert Entry.objects.filter(action="account.connected").count() == 2


@pytest.mark.parametrize(
    ("listed", "said"),
    [
        ([*GOOD, {"account_id": "12"}], "12 digits"),
        ([*GOOD, {"account_id": "777788889999", "role": "x"}], "unknown role"),
        ([*GOOD, {"name": "nameless"}], "lacks account_id"),
        ({"account_id": "111122223333"}, "a list of objects"),
        ("not json", "is no JSON"),
    ],
)
def test_one_that_is_wrong_connects_none(tmp_path: Path, listed: object, said: str) -> None:
    with pytest.raises(CommandError, match=said):
        connect(tmp_path / "accounts.json", listed)
    assert not Account.objects.exists()


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"gone\.json cannot be read"):
        call_command("connect_accounts", tmp_path / "gone.json")
