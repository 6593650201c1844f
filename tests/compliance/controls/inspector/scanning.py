"""What every control of a kind of resource answers: the cases, and how they are judged."""

from typing import Any

import pytest

from compliance.controls.control import Judge, Outcome
from tests.compliance.controls.inspector.accounts import (
    INSTANCES_DENIED,
    NONE,
    SOME,
    STATUS_DENIED,
    account,
    status,
)
from tests.compliance.controls.resources import Denied, Facts, judge_outcome

# The status of the account and of the kind, the inventory, and the outcome with its reason.
CASES = pytest.mark.parametrize(
    ("told", "there", "expected", "reason"),
    [
        pytest.param(("ENABLED", "ENABLED"), None, "pass", "scans", id="on"),
        pytest.param(("ENABLED", "DISABLED"), SOME, "fail", "is DISABLED", id="off"),
        pytest.param(("DISABLED", "DISABLED"), SOME, "fail", "is DISABLED", id="account off"),
        pytest.param(("DISABLED", "ENABLED"), SOME, "fail", "account's is DISABLED", id="odd"),
        pytest.param(("ENABLED", "ENABLING"), SOME, "fail", "is ENABLING", id="not yet on"),
        pytest.param(
            ("ENABLED", "DISABLED"), NONE, "not_applicable", "returned 0", id="nothing there"
        ),
        pytest.param(("SUSPENDED", "SUSPENDED"), NONE, "fail", "SUSPENDED", id="left behind"),
        pytest.param(("ENABLED", "SUSPENDED"), NONE, "fail", "SUSPENDED", id="kind left behind"),
        pytest.param(
            ("ENABLED", "DISABLED"),
            INSTANCES_DENIED,
            "not_determined",
            "Access",
            id="no inventory",
        ),
        pytest.param(
            ("ENABLED", "DISABLED"), None, "not_determined", "no such fact", id="not asked"
        ),
        pytest.param(
            ("ENABLED", ""), NONE, "not_determined", "has no resourceState", id="no kind"
        ),
        pytest.param(("", "ENABLED"), NONE, "not_determined", "has no state", id="no state"),
        pytest.param(None, NONE, "not_determined", "BatchGetAccountStatus: Access", id="denied"),
    ],
)


def scanning(
    judge: Judge,
    kind: str,
    inventory: str,
    told: tuple[str, str] | None,
    there: Facts | Denied | None,
) -> Outcome:
    """What the control says of an account with these statuses and this inventory."""
    entry = STATUS_DENIED if told is None else status(told[0], **{kind: told[1]})
    inventories: dict[str, Any] = {} if there is None else {inventory: there}
    return judge_outcome(judge, account(entry, **inventories))
