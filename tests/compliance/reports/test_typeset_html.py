"""A typeset page: dated by its facts alone, so that it is the same bytes in a year."""

from datetime import UTC, datetime
from io import BytesIO

import pikepdf
import pytest

from compliance.reports.pdf.render import STYLE
from compliance.reports.pdf.typeset_html import RenderedPdf, RenderingFailed, typeset_html

AT = datetime(2025, 3, 31, 12, 0, tzinfo=UTC)
PAGE = """<!DOCTYPE html><html lang="en"><head><title>Page</title>
<meta name="dcterms.created" content="2025-03-31T12:00:00+00:00">
<meta name="dcterms.modified" content="2025-03-31T12:00:00+00:00"></head>
<body><h1>Page</h1>{body}</body></html>"""


def made(body: str = "") -> RenderedPdf:
    """The page, typeset."""
    return typeset_html(PAGE.replace("{body}", body), b'{"a": 1}', style=STYLE, at=AT)


def test_no_date_in_it_is_the_clocks() -> None:
    with pikepdf.open(BytesIO(made().content)) as pdf:
        attached = pdf.attachments["facts.json"].get_file()
        assert attached.read_bytes() == b'{"a": 1}'
        assert (attached.creation_date, attached.mod_date) == (AT, AT)
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20250331120000")


def test_the_same_page_gives_the_same_bytes() -> None:
    assert made() == made()


@pytest.mark.parametrize(
    "body", ['<img src="http://127.0.0.1:9/a.png">', '<img src="file:///etc/passwd">']
)
def test_nothing_outside_is_fetched(body: str) -> None:
    with pytest.raises(RenderingFailed, match="must not refer to"):
        made(body)
