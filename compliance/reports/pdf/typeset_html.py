"""HTML as a tagged PDF/A-3 with its facts attached, typeset in a process of its own."""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

FONTS = Path(__file__).resolve().parents[3] / "static" / "fonts" / "fonts.conf"
# WeasyPrint's own steps, from fetching the HTML to writing the PDF.
STEPS = 8


class RenderingFailed(Exception):
    """The PDF could not be made; the message is what the typesetter said last."""


@dataclass(frozen=True)
class RenderedPdf:
    """A finished PDF and how many pages it has."""

    content: bytes
    pages: int


def typeset_html(
    html: str,
    facts: bytes,
    *,
    style: Path,
    at: datetime,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> RenderedPdf:
    """A PDF/A-3 of the page, which refers to nothing outside itself; `facts` are attached.

    The same page, style, facts and instant of the facts (`at`) give the same bytes. `progress`
    is called with the steps done and their total.

    :raises RenderingFailed: the typesetter ended without a PDF.
    """
    with tempfile.TemporaryDirectory(prefix="artifact-report-") as folder:
        work = Path(folder)
        (work / "report.html").write_text(html, encoding="utf-8")
        (work / "report.css").write_bytes(style.read_bytes())
        (work / "facts.json").write_bytes(facts)
        (work / "at.txt").write_text(at.astimezone(UTC).isoformat(), encoding="ascii")
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
