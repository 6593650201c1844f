"""Render an assessment as a PDF: from frozen facts to the same bytes each time."""

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.template.loader import render_to_string

from compliance.assessments.facts import AssessmentFacts
from compliance.canonical_json import canonical
from compliance.reports.pdf.layout import layout
from compliance.reports.pdf.typeset_html import STEPS, RenderedPdf, typeset_html

STYLE = Path(__file__).with_name("report.css")
_BLOCKS = "article|caption|col|colgroup|h[1-6]|li|ol|p|section|table|tbody|td|th|thead|tr|ul"
_SPACE_AROUND_BLOCKS = re.compile(rf"\s*(</?(?:{_BLOCKS})\b[^>]*>)\s*")


def render(
    facts: AssessmentFacts,
    *,
    title: str,
    version: int,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> RenderedPdf:
    """A PDF/A-3 that shows the facts and carries them as an attachment.

    It is typeset in a process of its own, whose memory ends with it. `progress` is called with
    the steps done and their total.

    :raises RenderingFailed: the typesetter ended without a PDF.
    """
    progress(0, STEPS)
    html = render_to_string(
        "report/report.html",
        {
            "report": layout(facts),
            "title": title,
            "subtitle": title.removeprefix(f"{facts.framework_name}: "),
            "version": version,
        },
    )
    facts_json = canonical(facts.model_dump(mode="json"))
    return typeset_html(
        _without_empty_boxes(html),
        facts_json,
        style=STYLE,
        at=datetime.fromisoformat(facts.as_of),
        progress=progress,
    )


def _without_empty_boxes(html: str) -> str:
    """The page without the space around blocks: it shows nowhere, and each is a box at first."""
    return _SPACE_AROUND_BLOCKS.sub(r"\1", html)
