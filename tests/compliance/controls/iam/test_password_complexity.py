"""iam.password-complexity: passwords need letters and digits."""

import pytest

from compliance.collectors.resource import Resource
from compliance.controls.iam.password_complexity import judge
from tests.compliance.controls.iam.given import PERSON, passwords, undecided
from tests.compliance.controls.resources import account, judge_outcome


def complexity(*, numbers: bool, lower: bool, upper: bool) -> dict[str, bool]:
    """A policy without symbols."""
    return {
        "RequireNumbers": numbers,
        "RequireLowercaseCharacters": lower,
        "RequireUppercaseCharacters": upper,
        "RequireSymbols": False,
    }


@pytest.mark.parametrize(
    ("others", "status", "reason"),
    [
        pytest.param(
            [PERSON, passwords(complexity(numbers=True, lower=True, upper=False))],
            "pass",
            "letters and digits",
            id="small letters",
        ),
        pytest.param(
            [PERSON, passwords(complexity(numbers=True, lower=False, upper=True))],
            "pass",
            "letters and digits",
            id="capitals",
        ),
        pytest.param(
            [PERSON, passwords(complexity(numbers=False, lower=True, upper=True))],
            "fail",
            "no digits",
            id="letters alone",
        ),
        pytest.param(
            [PERSON, passwords(complexity(numbers=True, lower=False, upper=False))],
            "fail",
            "no letters",
            id="digits alone",
        ),
        pytest.param(
            [PERSON, passwords(complexity(numbers=False, lower=False, upper=False))],
            "fail",
            "no letters and no digits",
            id="neither",
        ),
        pytest.param(
            [PERSON, passwords({"MinimumPasswordLength": 12})],
            "not_determined",
            "RequireLowercaseCharacters",
            id="not told",
        ),
        *undecided(complexity(numbers=True, lower=True, upper=True)),
    ],
)
def test_passwords_are_of_several_kinds(others: list[Resource], status: str, reason: str) -> None:
    outcome = judge_outcome(judge, account(), others=others)
    assert outcome.status == status
    assert reason in outcome.reason


def test_symbols_are_asked_for_only_on_demand() -> None:
    others = [PERSON, passwords(complexity(numbers=True, lower=True, upper=True))]
    demanding = judge_outcome(judge, account(), others=others, require_symbols=True)
    assert (demanding.status, demanding.reason) == ("fail", "Passwords need no symbols.")
