"""Send a copy to whoever asked for it, piece by piece."""

from django.http import FileResponse

from artifact.library.download import HandOver


def handed_over(handed: HandOver) -> FileResponse:
    """The copy as a file to be saved; its temporary file ends with the answer."""
    response = FileResponse(
        handed.file,
        as_attachment=True,
        filename=handed.filename,
        content_type="application/pdf",
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
