"""The policy that the guide shows is the one that the collectors need."""

import json
import re
from pathlib import Path

from compliance.collectors.collector import COLLECTORS

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "connect-an-account.md"


def test_the_guide_allows_what_the_collectors_declare_and_no_more() -> None:
    policies = [
        json.loads(one) for one in re.findall(r"```json\n(.*?)```", GUIDE.read_text(), re.DOTALL)
    ]
    allowed, denied = policies[-1]["Statement"]
    declared = {action for collector in COLLECTORS.values() for action in collector.actions}
    assert allowed["Effect"] == "Allow"
    assert set(allowed["Action"]) == declared
    assert denied["Effect"] == "Deny"
    assert "secretsmanager:GetSecretValue" in denied["Action"]


def test_the_guides_name_no_file_that_is_not_there() -> None:
    root = GUIDE.parents[2]
    for page in [root / "README.md", root / "CONTRIBUTING.md", *(root / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#]+)\)", page.read_text()):
            if not target.startswith("http"):
                assert (page.parent / target).exists(), f"{page.name} names {target}"
