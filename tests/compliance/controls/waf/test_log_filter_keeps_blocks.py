"""waf.log-filter-keeps-blocks: no filter loses what was blocked or counted."""

from typing import Any

import pytest

from tests.compliance.controls.resources import Facts
from tests.compliance.controls.waf.web_acls import LOGGING_DENIED, judged, web_acl

LABEL: Facts = {"LabelNameCondition": {"LabelName": "awswaf:managed:token:accepted"}}


def on(*actions: str) -> list[Facts]:
    """Conditions on actions."""
    return [{"ActionCondition": {"Action": one}} for one in actions]


def rule(behavior: str, conditions: list[Facts], requirement: str = "MEETS_ANY") -> Facts:
    """One filter."""
    return {"Behavior": behavior, "Requirement": requirement, "Conditions": conditions}


def logs(default: str, *rules: Facts) -> Facts:
    """A configuration with a filter."""
    chosen = {"DefaultBehavior": default, "Filters": list(rules)}
    return {"LoggingConfigurations": [{"LogDestinationConfigs": ["x"], "LoggingFilter": chosen}]}


UNFILTERED: Facts = {"LoggingConfigurations": [{"LogDestinationConfigs": ["x"]}]}
DROPS = logs("KEEP", rule("DROP", on("BLOCK")))


@pytest.mark.parametrize(
    ("configured", "status", "reason"),
    [
        pytest.param(UNFILTERED, "not_applicable", "has a filter", id="no filter"),
        pytest.param({"LoggingConfigurations": []}, "not_applicable", "filter", id="no logging"),
        pytest.param(logs("KEEP", rule("DROP", on("ALLOW"))), "pass", "keeps", id="drops allowed"),
        pytest.param(
            logs("DROP", rule("KEEP", on("BLOCK", "COUNT"))), "pass", "keeps", id="keeps both"
        ),
        pytest.param(DROPS, "fail", "drops requests", id="drops blocked"),
        pytest.param(
            logs("KEEP", rule("DROP", on("ALLOW", "COUNT"))), "fail", "drops", id="drops counted"
        ),
        pytest.param(
            logs("KEEP", rule("DROP", on("EXCLUDED_AS_COUNT"))),
            "fail",
            "drops",
            id="drops what an excluded rule counted",
        ),
        pytest.param(logs("KEEP", rule("DROP", [LABEL])), "fail", "drops", id="drops by label"),
        pytest.param(
            logs("KEEP", rule("DROP", [LABEL, *on("ALLOW")], "MEETS_ALL")),
            "pass",
            "keeps",
            id="drops allowed of a label",
        ),
        pytest.param(
            logs("KEEP", rule("DROP", [LABEL, *on("BLOCK")], "MEETS_ALL")),
            "fail",
            "drops",
            id="drops blocked of a label",
        ),
        pytest.param(logs("DROP", rule("KEEP", on("COUNT"))), "fail", "default", id="no blocks"),
        pytest.param(
            logs("DROP", rule("KEEP", [LABEL, *on("BLOCK")], "MEETS_ALL")),
            "fail",
            "every blocked",
            id="keeps blocked of a label only",
        ),
        pytest.param(
            logs("DROP", rule("KEEP", [LABEL, *on("BLOCK")])), "pass", "keeps", id="keeps either"
        ),
        pytest.param(
            logs("DROP", rule("KEEP", on("BLOCK"), "MEETS_ALL")), "pass", "keeps", id="keeps all"
        ),
    ],
)
def test_log_filter(configured: Facts, status: str, reason: str) -> None:
    subject = web_acl(facts={"logging CUSTOMER": configured})
    outcome = judged("waf.log-filter-keeps-blocks", subject)
    assert outcome.status == status
    assert reason in outcome.reason


@pytest.mark.parametrize(
    ("facts", "status"),
    [
        pytest.param({"logging CUSTOMER": LOGGING_DENIED}, "not_determined", id="denied"),
        pytest.param(
            {"logging CUSTOMER": LOGGING_DENIED, "logging SECURITY_LAKE": DROPS},
            "fail",
            id="denied in one scope, bad in another",
        ),
        pytest.param(
            {"logging CUSTOMER": UNFILTERED, "logging SECURITY_LAKE": LOGGING_DENIED},
            "not_determined",
            id="denied in one scope, good in another",
        ),
    ],
)
def test_what_could_not_be_read_passes_nothing(facts: dict[str, Any], status: str) -> None:
    assert judged("waf.log-filter-keeps-blocks", web_acl(facts=facts)).status == status
