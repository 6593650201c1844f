"""Typeset one report; run as a process of its own: `python -m … FOLDER`.

The folder holds report.html, report.css, facts.json and at.txt, the instant of the facts;
report.pdf is written beside them. It uses nothing of Django, so that it starts quickly and its
memory ends with it. Standard error gets WeasyPrint's steps, standard output one line of JSON.
"""

import gc
import hashlib
import json
import logging
import resource
import sys
from datetime import datetime
from pathlib import Path

from compliance.reports.pdf.quick_pydyf import quicken_pydyf
from compliance.reports.pdf.quick_weasyprint import no_search_for_libraries

with no_search_for_libraries():
    from weasyprint import CSS, HTML, Attachment
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

MEMORY_LIMIT_BYTES = 12 * 1024**3


class NothingOutside(URLFetcher):  # type: ignore[misc]  # WeasyPrint ships no types
    """Fetches nothing: a report's HTML refers to nothing outside itself."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Refuse, and end the rendering.

        :raises FatalURLFetchingError: always.
        """
        raise FatalURLFetchingError(f"a report must not refer to {url}")


def typeset(folder: Path) -> int:
    """Write report.pdf, a tagged PDF/A-3a with the facts attached; returns its pages.

    The identifier is derived from the facts, so that the same facts give the same bytes.
    """
    quicken_pydyf()
    facts = (folder / "facts.json").read_bytes()
    # Without it WeasyPrint dates the attachment by the clock.
    at = datetime.fromisoformat((folder / "at.txt").read_text("ascii"))
    fonts = FontConfiguration()
    options = {
        "stylesheets": [CSS(string=(folder / "report.css").read_text("utf-8"), font_config=fonts)],
        "font_config": fonts,
        "pdf_variant": "pdf/a-3a",
        "pdf_tags": True,
        "pdf_identifier": hashlib.sha256(facts).digest()[:16],
        "attachments": [
            Attachment(
                string=facts.decode(),
                name="facts.json",
                description="The facts that this report shows, as canonical JSON (RFC 8785)",
                relationship="Data",
                created=at,
                modified=at,
            )
        ],
    }
    html = HTML(
        string=(folder / "report.html").read_text(encoding="utf-8"), url_fetcher=NothingOutside()
    )
    document = html.render(**options)
    document.write_pdf(folder / "report.pdf", **options)
    return len(document.pages)


def main() -> None:
    """Typeset the folder named on the command line."""
    # The boxes of a page live until the PDF is written: looking for garbage among them finds
    # next to nothing and takes a quarter of the time.
    gc.disable()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT_BYTES, MEMORY_LIMIT_BYTES))
    handler = logging.StreamHandler(sys.stderr)
    for name in ("weasyprint", "weasyprint.progress"):
        logger = logging.getLogger(name)
        logger.setLevel(logging.INFO if name.endswith("progress") else logging.WARNING)
        logger.addHandler(handler)
        logger.propagate = False
    pages = typeset(Path(sys.argv[1]))
    sys.stdout.write(json.dumps({"pages": pages}))
    # The interpreter looks for garbage once more when it ends, though gc is off.
    gc.freeze()


if __name__ == "__main__":
    main()
