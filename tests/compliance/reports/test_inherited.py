"""The report's requirements say what is inherited from AWS, and by which document."""

import html
import re

from django.template.loader import render_to_string

from benchmarks.synthetic import ACCOUNTS, synthetic_facts
from compliance.assessments.facts import InheritedFacts
from compliance.reports.pdf.layout import layout

REASON = "AWS publishes its SOC 2 report: X & Y (series SOC, version 3, period 2025 to 2026)."


def article(requirement_id: str, *inherited: InheritedFacts) -> str:
    """The requirement as the report shows it, with this support, as plain words."""
    facts = synthetic_facts("hipaa", findings_per_control=2)
    changed = tuple(
        one.model_copy(update={"inherited": inherited}) if one.id == requirement_id else one
        for one in facts.requirements
    )
    shown = layout(facts.model_copy(update={"requirements": changed}))
    page = render_to_string("report/requirements.html", {"report": shown})
    found = next(one for one in page.split("<article") if f">{requirement_id}<" in one)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", found.partition(">")[2])).split())


def test_support_names_report_status_and_accounts() -> None:
    line = InheritedFacts(
        control="artifact.soc2-on-file",
        title="AWS's SOC 2 report is current",
        status="pass",
        reason=REASON,
        accounts=ACCOUNTS,
    )

    words = article("164.310(a)(1)", line)

    assert "Inherited from AWS. What concerns AWS's data centres" in words
    assert "It supports the requirement and does not decide it." in words
    assert f"Pass AWS's SOC 2 report is current : {REASON} (111122223333, 444455556666)" in words


def test_a_requirement_without_support_says_nothing_of_it() -> None:
    assert "Inherited from AWS" not in article("164.312(b)")
