"""Render an assessment as a PDF: from frozen facts to the same bytes each time."""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.template.loader import render_to_string

from compliance.assessments.facts import AssessmentFacts
from compliance.canonical_json import canonical
from compliance.reports.pdf.layout import layout

FONTS = Path(__file__).resolve().parents[3] / "static" / "fonts" / "fonts.conf"
STYLE = Path(__file__).with_name("report.css")
# WeasyPrint's own steps, from fetching the HTML to writing the PDF.
STEPS = 8
TIME_LIMIT_SECONDS = 540


class RenderingFailed(Exception):
    """The PDF could not be made; the message is what the typesetter said last."""


@dataclass(frozen=True)
class RenderedPdf:
    """A finished PDF and how many pages it has."""

    content: bytes
    pages: int


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
        "report/report.html", {"report": layout(facts), "title": title, "version": version}
    )
    with tempfile.TemporaryDirectory(prefix="artifact-report-") as folder:
        work = Path(folder)
        (work / "report.html").write_text(html, encoding="utf-8")
        (work / "report.css").write_bytes(STYLE.read_bytes())
        (work / "facts.json").write_bytes(canonical(facts.model_dump(mode="json")))
        pages = _typeset(work, progress)
        return RenderedPdf((work / "report.pdf").read_bytes(), pages)


def _typeset(work: Path, progress: Callable[[int, int], None]) -> int:
    """Run the typesetter, pass its progress on, and return the number of pages."""
    command = [sys.executable, "-m", "compliance.reports.pdf.typeset", str(work)]
    environment = {
        **os.environ,
        "FONTCONFIG_FILE": str(FONTS),
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    said: list[str] = []
    reached = 0
    with subprocess.Popen(  # noqa: S603 -- our own module and a folder of our own making
        command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        for line in process.stderr or ():
            said.append(line.rstrip())
            step = re.match(r"Step (\d)", line)
            if step and int(step[1]) > reached:
                reached = int(step[1])
                try:
                    progress(reached, STEPS)
                except BaseException:
                    process.kill()
                    raise
        out = process.stdout.read() if process.stdout else ""
    if process.returncode != 0:
        raise RenderingFailed("\n".join(said[-5:]) or f"exit status {process.returncode}")
    progress(STEPS, STEPS)
    return int(json.loads(out)["pages"])
