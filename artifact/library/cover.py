"""A page that carries a document which is no PDF, so that copies of it can be marked."""

from io import BytesIO

import pikepdf
from django.template.loader import render_to_string

from artifact.agreements.certificate import STYLE
from artifact.library.media_type import SUFFIXES
from artifact.library.models import ReportVersion
from compliance.canonical_json import canonical
from compliance.reports.pdf.typeset_html import typeset_html


def cover(version: ReportVersion, content: bytes) -> bytes:
    """A PDF of one page with the original attached to the byte; the same each time."""
    name = version.filename or f"document.{SUFFIXES[version.media_type]}"
    lines = [
        ("File", name),
        ("Kind", version.media_type),
        ("Size", f"{len(content):,} bytes"),
        ("SHA-256", str(version.original_id)),
        ("Received", f"{version.requested_at:%Y-%m-%d %H:%M:%S} UTC"),
    ]
    at = version.requested_at
    html = render_to_string(
        "certificate/cover.html", {"title": version.report.title, "lines": lines, "at": at}
    )
    page = typeset_html(html, canonical(dict(lines)), style=STYLE, at=at)
    return _attach(page.content, name, version.media_type, content)


def _attach(page: bytes, name: str, media_type: str, content: bytes) -> bytes:
    made = BytesIO()
    with pikepdf.open(BytesIO(page)) as pdf:
        attached = pikepdf.AttachedFileSpec(
            pdf,
            content,
            filename=name,
            mime_type=media_type,
            relationship=pikepdf.Name.Source,
        )
        # Two files of one name would hide each other.
        pdf.attachments[f"original/{name}"] = attached
        if pikepdf.Name.AF in pdf.Root:
            pdf.Root.AF.append(attached.obj)
        pdf.save(made, deterministic_id=True)
    return made.getvalue()
