"""Pages, chosen members and answers that are at hand already."""

import pytest

from tests.artifact import factories
from tests.artifact.api.asking import V1, Program

pytestmark = pytest.mark.django_db


@pytest.fixture
def program() -> Program:
    """An engineer's, who sees everything."""
    return Program("engineer")


def ids(items: list[dict[str, str]]) -> list[str]:
    return [one["account"] for one in items]


def test_rows_that_come_in_between_pages_are_neither_skipped_nor_doubled(program: Program) -> None:
    before = [factories.account(account_id=f"2{number:011d}") for number in range(5)]

    first = program.get("/accounts", {"limit": 2}).json()
    for number in (1, 3):
        factories.account(account_id=f"{number}{0:011d}")
    second = program.get("/accounts", {"limit": 3, "cursor": first["next"]}).json()
    third = program.get("/accounts", {"limit": 3, "cursor": second["next"]}).json()

    seen = ids([*first["items"], *second["items"], *third["items"]])
    assert seen == [*(one.account_id for one in before), "3" + "0" * 11]
    assert third["next"] is None


def test_the_link_leads_to_the_next_page(program: Program) -> None:
    for number in range(3):
        factories.account(account_id=f"{number:012d}")
    answer = program.get("/accounts", {"limit": 2, "fields": "account"})

    target = answer["Link"].partition(">")[0].removeprefix("<")
    assert answer["Link"].endswith('rel="next"')
    last = program.client.get(target)
    assert last.json() == {"items": [{"account": "000000000002"}], "next": None}
    assert "Link" not in last


def test_a_cursor_is_for_one_list_and_one_person(program: Program) -> None:
    for _ in range(3):
        factories.account()
    cursor = program.get("/accounts", {"limit": 1}).json()["next"]

    other = Program("engineer")
    tampered = cursor[:-1] + ("a" if cursor[-1] != "a" else "b")
    for who, given in ((other, cursor), (program, tampered), (program, "x"), (program, "\0")):
        answer = who.get("/accounts", {"cursor": given})
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["parameter"] == "cursor"


def test_only_the_members_that_are_asked_for(program: Program) -> None:
    account = factories.account()
    chosen = {"fields": "account, name"}
    expected = {"account": account.account_id, "name": account.name}
    assert program.get("/accounts", chosen).json()["items"] == [expected]
    assert program.get(f"/accounts/{account.account_id}", chosen).json() == expected
    refused = program.get("/accounts", {"fields": "nmae"})
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["parameter"] == "fields"
    assert "last_read_at" in refused.json()["detail"]


def test_what_is_at_hand_is_not_sent_again(program: Program) -> None:
    account = factories.account()
    path = f"/accounts/{account.account_id}"
    etag = program.get(path)["ETag"]

    again = program.get(path, **{"If-None-Match": f'"other", W/{etag}'})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)
    assert "Content-Length" not in again  # it would be the whole answer's (RFC 9110, 8.6)

    account.name = "Renamed"
    account.save()
    changed = program.get(path, **{"If-None-Match": etag})
    assert changed.status_code == 200
    assert changed["ETag"] != etag


def test_a_head_is_a_get_without_a_body(program: Program) -> None:
    factories.account()
    got = program.get("/accounts")
    head = program.client.head(f"{V1}/accounts")
    assert (head.status_code, head.content) == (200, b"")
    assert head["ETag"] == got["ETag"]
    assert int(head["Content-Length"]) == int(got["Content-Length"]) == len(got.content)
