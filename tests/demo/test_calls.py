"""Every collector makes the calls that its formula counts, over the whole estate, none twice."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from compliance.aws.answers import Answers, Call
from compliance.aws.pack import pack, unpack
from compliance.aws.session import AccountSession, open_session
from compliance.aws.target import GLOBAL, Target
from compliance.collectors.collector import COLLECTORS, Scope
from compliance.evidence.gather import gather
from demo.estate import EXTERNAL_ID, declared_accounts
from tests.demo.calls import ASKED_UNTIL_DONE, FORMULAS
from tests.demo.seen import Seen

DOCS = Path(__file__).resolve().parents[2] / "docs" / "collection.md"


@dataclass(frozen=True)
class Read:
    """What one collector asked in one account and region, and what it was answered."""

    account: str
    region: str
    calls: list[Call]
    answers: Answers


@pytest.fixture(scope="module")
def readings(estate: str) -> dict[str, list[Read]]:
    """Every place of the estate read by every collector; no database is needed."""
    found: dict[str, list[Read]] = {name: [] for name in COLLECTORS}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ACCESS_KEY_ID", "testing")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
        for account in declared_accounts():
            target = Target(
                account.id,
                role_arn=account.role_arn,
                external_id=EXTERNAL_ID,
                endpoint_url=estate,
            )
            session = open_session(target, clock=lambda: datetime.now(UTC))
            for region in (GLOBAL, *account.regions):
                for name, read in _read(session, region):
                    found[name].append(read)
    return found


def _read(session: AccountSession, region: str) -> list[tuple[str, Read]]:
    scope = Scope.GLOBAL if region == GLOBAL else Scope.REGIONAL
    account = session.target.account_id
    work = [(one, session.reader(region)) for one in COLLECTORS.values() if one.scope is scope]
    found = []
    for reading in gather(work, clock=lambda: datetime.now(UTC)):
        assert not reading.error
        content, calls = pack(reading.recorded)
        answers = Answers(unpack(content, calls), account_id=account, region=region)
        found.append((reading.collector.name, Read(account, region, calls, answers)))
    return found


@pytest.mark.parametrize("name", sorted(COLLECTORS))
def test_a_collector_makes_as_many_calls_as_its_formula_says(
    name: str, readings: dict[str, list[Read]]
) -> None:
    if name not in FORMULAS:
        pytest.fail(f"add a line for the collector {name} to FORMULAS in tests/demo/calls.py")
    assert readings[name]
    for read in readings[name]:
        # What was throttled and asked again is one call.
        first = Counter(one.name for one in read.calls if one.attempt == 1)
        expected = FORMULAS[name](Seen(read.answers))
        assert first.total() == expected, (read.account, read.region, first)


@pytest.mark.parametrize("name", sorted(COLLECTORS))
def test_no_call_is_made_twice(name: str, readings: dict[str, list[Read]]) -> None:
    for read in readings[name]:
        asked = [
            (one.name, one.region, repr(sorted(one.params.items())))
            for one in read.calls
            if one.attempt == 1 and one.name not in ASKED_UNTIL_DONE
        ]
        twice = {one: times for one, times in Counter(asked).items() if times > 1}
        assert not twice, (read.account, read.region)


@pytest.mark.parametrize("name", sorted(COLLECTORS))
def test_the_calls_are_written_down(name: str) -> None:
    rows = [one for one in DOCS.read_text("utf-8").splitlines() if one.startswith(f"| `{name}` |")]
    assert len(rows) == 1, f"docs/collection.md has no row, or several, for {name}"
