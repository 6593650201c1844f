"""Calls at AWS's pace: its quotas, its throttling, and many threads that share one pace."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from compliance.aws.pace import Pace, Paces
from compliance.aws.quotas import OPERATIONS, SERVICES, calls_a_second
from compliance.aws.session import open_session
from compliance.aws.target import Target
from tests.demo.serving import OWN_ACCOUNT, Server

KEYS = 60


def waits(pace: Pace, calls: int, *, now: float = 100.0) -> list[float]:
    """How long each of so many calls waits that are asked for at one moment."""
    return [round(pace.seconds_to_wait(now), 3) for _ in range(calls)]


def test_a_second_s_worth_is_asked_at_once_and_then_one_at_a_time() -> None:
    assert waits(Pace(2.0), 6) == [0.0, 0.0, 0.0, 0.5, 1.0, 1.5]


def test_threads_share_one_pace() -> None:
    pace = Pace(10.0)
    with ThreadPoolExecutor(8) as pool:
        waited = sorted(pool.map(lambda _: pace.seconds_to_wait(100.0), range(31)))
    assert waited[-1] == pytest.approx(2.0)


def test_throttling_halves_the_pace_once_for_all_that_hear_of_it() -> None:
    pace = Pace(8.0)
    waits(pace, 9)
    for _ in range(5):
        pace.slow_down(100.0)
    assert waits(pace, 7, now=110.0) == [0.0] * 5 + [0.25, 0.5]


def test_the_pace_recovers_to_its_limit_and_no_further() -> None:
    pace = Pace(4.0)
    pace.slow_down(100.0)
    for _ in range(200):
        pace.speed_up()
    waits(pace, 5, now=200.0)
    assert waits(pace, 2, now=200.0) == [0.25, 0.5]


def test_an_emulator_is_asked_at_once_until_it_throttles() -> None:
    pace = Pace(None)
    assert set(waits(pace, 50)) == {0.0}
    pace.slow_down(100.0)
    assert waits(pace, 2)[-1] > 0


def test_accounts_regions_and_operations_have_paces_of_their_own() -> None:
    paces = Paces()
    one = paces.of("1", "eu-west-1", "wafv2:ListResourcesForWebACL", has_quotas=True)
    assert paces.of("1", "eu-west-1", "wafv2:ListResourcesForWebACL", has_quotas=True) is one
    for other in (("2", "eu-west-1"), ("1", "us-east-1")):
        assert paces.of(*other, "wafv2:ListResourcesForWebACL", has_quotas=True) is not one
    assert one.limit == 1.0


def test_half_of_each_quota_is_left_to_others_and_no_pace_is_nought() -> None:
    assert calls_a_second("cloudtrail:LookupEvents") == 1.0
    assert calls_a_second("kms:ListGrants") == 50.0
    assert calls_a_second("macie2:GetMacieSession") == 5.0
    assert min(map(calls_a_second, [*OPERATIONS, *(f"{name}:X" for name in SERVICES)])) >= 1.0


def test_a_service_that_throttles_is_asked_at_the_pace_it_bears(aws_server: Server) -> None:
    """Every call is answered in the end, and most attempts are not in vain."""
    aws_server.empty()
    kms = aws_server.client("kms")
    keys = [kms.create_key()["KeyMetadata"]["KeyId"] for _ in range(KEYS)]
    aws_server.post(
        "faults",
        [{"how": "throttled", "service": "kms", "operation": "DescribeKey", "per_second": 20}],
    )
    target = Target(OWN_ACCOUNT, endpoint_url=aws_server.url)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ACCESS_KEY_ID", "testing")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
        reader = open_session(target, clock=lambda: datetime.now(UTC)).reader("eu-west-1")
        answers = reader.each(lambda key: reader.call("kms:DescribeKey", KeyId=key), keys)
    assert all(one.parsed for one in answers)
    assert reader.calls_made < 2 * KEYS
