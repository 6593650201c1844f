"""Say in a PDF's metadata which copy it is."""

import pikepdf
from pikepdf import Pdf, String

from artifact.library.mark import Mark

# Parts of PDF/A that allow transparency, and signatures as they are made here.
KEPT_PARTS = {"2", "3", "4"}


def write_metadata(pdf: Pdf, mark: Mark) -> None:
    """Write the copy's id and the mark into XMP and the document's information.

    XMP has them in properties that PDF/A knows without an extension schema. A claim to PDF/A-1,
    which allows no transparency, is withdrawn; claims to later parts still hold.
    """
    pdf.docinfo["/ArtifactCopyId"] = String(mark.copy_id)
    pdf.docinfo["/ArtifactCopy"] = String(mark.sentence)
    with pdf.open_metadata(
        set_pikepdf_as_editor=False, update_docinfo=False, strict=False
    ) as metadata:
        metadata["xmpMM:InstanceID"] = mark.copy_id
        metadata["xmpRights:UsageTerms"] = mark.sentence
        if metadata.get("pdfaid:part", "") not in KEPT_PARTS:
            for name in ("pdfaid:part", "pdfaid:conformance", "pdfaid:rev"):
                if name in metadata:
                    del metadata[name]


def metadata_text(pdf: Pdf) -> str:
    """The metadata as text, in which a copy's id may be found."""
    said = [str(value) for value in pdf.docinfo.values()] if "/Info" in pdf.trailer else []
    stream = pdf.Root.get("/Metadata")
    if isinstance(stream, pikepdf.Stream):
        said.append(stream.read_bytes().decode("utf-8", "replace"))
    return "\n".join(said)
