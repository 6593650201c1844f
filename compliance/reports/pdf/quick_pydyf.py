"""pydyf's list of the pages, made once and not again for each object of the document."""

import pydyf


def keep_page_references() -> None:
    """Make pydyf keep the references of a PDF's pages until a page is added.

    WeasyPrint asks for them for each tagged element, and pydyf 0.13 makes the whole list each
    time: the work then grows with elements times pages. The bytes of the PDF are the same.
    """
    pydyf.PDF.page_references = property(_page_references)


def _page_references(pdf: pydyf.PDF) -> tuple[bytes, ...]:
    kept: tuple[bytes, ...] = getattr(pdf, "kept_references", ())
    if len(kept) != pdf.pages["Count"]:
        kept = tuple(f"{number} 0 R".encode("ascii") for number in pdf.pages["Kids"][::3])
        pdf.kept_references = kept
    return kept
