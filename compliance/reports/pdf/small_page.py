"""A page or two typeset in this very process: quickly, for what is made while somebody waits.

A report of thousands of findings takes gigabytes and is typeset in a process of its own
(typeset_html); a line of text takes 40 milliseconds, and starting a process for it would take
thirty times as long.
"""

import os
import warnings
from dataclasses import dataclass
from threading import Lock
from typing import Any

from compliance.reports.pdf.quick_weasyprint import no_search_for_libraries
from compliance.reports.pdf.typeset_html import FONTS

POINTS_PER_PIXEL = 0.75
# Pango's font maps are shared by all threads of a process.
_one_at_a_time = Lock()


@dataclass(frozen=True)
class SmallPage:
    """A PDF, and where each element with an id lies: its right and lower edge, in points."""

    content: bytes
    edges: dict[str, tuple[float, float]]


def small_page(html: str, style: str, *, identifier: bytes, is_archival: bool) -> SmallPage:
    """The HTML as a PDF that carries its fonts; where `is_archival`, a tagged PDF/A-3.

    The HTML refers to nothing outside itself. The same HTML, style and identifier give the same
    bytes.
    """
    # WeasyPrint takes a second to import, which only those who need it should wait for; and
    # fontconfig reads the variable once, when it is first used.
    os.environ["FONTCONFIG_FILE"] = str(FONTS)
    with _one_at_a_time:
        with no_search_for_libraries():
            from weasyprint import CSS, HTML  # noqa: PLC0415 -- as above
            from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415 -- as above

        from compliance.reports.pdf.typeset import NothingOutside  # noqa: PLC0415 -- as above

        fonts = FontConfiguration()
        options: dict[str, Any] = {"pdf_identifier": identifier}
        if is_archival:
            options |= {"pdf_variant": "pdf/a-3a", "pdf_tags": True}
        sheets = [CSS(string=style, font_config=fonts)]
        document = HTML(string=html, url_fetcher=NothingOutside()).render(
            font_config=fonts, stylesheets=sheets, **options
        )
        edges = {
            name: (right * POINTS_PER_PIXEL, lower * POINTS_PER_PIXEL)
            for name, (_, _, right, lower) in document.pages[0].anchors.items()
        }
        with warnings.catch_warnings():
            # WeasyPrint 70 leaves the colour profile's file to the garbage collector.
            warnings.simplefilter("ignore", ResourceWarning)
            return SmallPage(document.write_pdf(**options), edges)
