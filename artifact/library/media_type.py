"""What kind of file some bytes are, whatever it is called."""

import zipfile
from io import BytesIO

PDF, ZIP, TEXT = "application/pdf", "application/zip", "text/plain"
# A PDF may begin with other bytes; every reader looks this far (ISO 32000-1, annex H.3.4.1).
PDF_HEAD = 1024
OFFICE = "application/vnd.openxmlformats-officedocument."
INSIDE = {
    "word/document.xml": f"{OFFICE}wordprocessingml.document",
    "xl/workbook.xml": f"{OFFICE}spreadsheetml.sheet",
    "ppt/presentation.xml": f"{OFFICE}presentationml.presentation",
}
STARTS = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
# Each entry of an archive's list costs memory, many times its size on disk.
ENTRY, MOST_ENTRIES = b"PK\x01\x02", 50_000
KINDS = "PDF, Word, Excel, PowerPoint, ZIP, PNG, JPEG or text in UTF-8"
SUFFIXES = {
    PDF: "pdf",
    ZIP: "zip",
    TEXT: "txt",
    "image/png": "png",
    "image/jpeg": "jpg",
    INSIDE["word/document.xml"]: "docx",
    INSIDE["xl/workbook.xml"]: "xlsx",
    INSIDE["ppt/presentation.xml"]: "pptx",
}


class KindUnknown(Exception):
    """The library does not take files of this kind; the message says which it does."""


def media_type_of(content: bytes) -> str:
    """The media type, by the bytes alone.

    :raises KindUnknown: it is none of KINDS.
    """
    if b"%PDF-" in content[:PDF_HEAD]:
        return PDF
    for start, media_type in STARTS.items():
        if content.startswith(start):
            return media_type
    if content.startswith(b"PK\x03\x04"):
        return _packed(content)
    try:
        text = content.decode()
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise KindUnknown(f"The library does not take this kind of file. Upload {KINDS}.")
    return TEXT


def _packed(content: bytes) -> str:
    """Of a ZIP archive: an office document by what it must contain; nothing is unpacked."""
    if content.count(ENTRY) > MOST_ENTRIES:
        raise KindUnknown(f"The ZIP archive holds more than {MOST_ENTRIES:,} files. Split it.")
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise KindUnknown("The ZIP archive is damaged. Save it anew and upload that.") from error
    return next((kind for name, kind in INSIDE.items() if name in names), ZIP)
