"""A wording that people are shown: its exact bytes, and the same as a PDF."""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pikepdf
from django.template.loader import render_to_string

from compliance.canonical_json import canonical
from compliance.reports.pdf.typeset_html import typeset_html

TEXT, PDF = "text/plain", "application/pdf"
STYLE = Path(__file__).with_name("wording.css")
LARGEST_BYTES = 5_000_000


class WordingRefused(Exception):
    """It cannot be shown to anybody; the message says why."""


@dataclass(frozen=True)
class Wording:
    """What is shown, as it is kept: plain text in UTF-8, or a PDF."""

    content: bytes
    media_type: str

    def as_pdf(self, title: str, *, at: datetime) -> bytes:
        """The wording as a PDF, dated by when it was put in force.

        :raises WordingRefused: it is empty, too large, no UTF-8, or a PDF that does not open.
        """
        self.refuse_unreadable()
        if self.media_type == PDF:
            return self.content
        html = render_to_string(
            "certificate/wording.html", {"title": title, "text": self.text(), "at": at}
        )
        facts = canonical({"title": title, "text": self.text()})
        return typeset_html(html, facts, style=STYLE, at=at).content

    def refuse_unreadable(self) -> None:
        """Refuse what nobody could read.

        :raises WordingRefused: as above.
        """
        if not self.content.strip():
            raise WordingRefused("The wording is empty.")
        if len(self.content) > LARGEST_BYTES:
            raise WordingRefused(f"The wording is larger than {LARGEST_BYTES:,} bytes.")
        if self.media_type not in {TEXT, PDF}:
            raise WordingRefused(f"A wording is plain text or a PDF, not {self.media_type}.")
        if self.media_type == PDF:
            _open(self.content)
        self.text()

    def text(self) -> str:
        """Plain text, as it is shown; a PDF has none.

        :raises WordingRefused: the bytes are no UTF-8.
        """
        if self.media_type == PDF:
            return ""
        try:
            return self.content.decode("utf-8")
        except UnicodeDecodeError as error:
            raise WordingRefused("The text is not written in UTF-8.") from error


def _open(content: bytes) -> None:
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            pages = len(pdf.pages)
    except pikepdf.PasswordError as error:
        raise WordingRefused("The PDF asks for a password.") from error
    except pikepdf.PdfError as error:
        raise WordingRefused("The file is no PDF that can be read.") from error
    if not pages:
        raise WordingRefused("The PDF has no page.")
