"""Take in a document as a new version of a series."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath, PureWindowsPath

from django.db import transaction
from django.db.models import Max

from artifact.library.media_type import KindUnknown, media_type_of
from artifact.library.models import Report, ReportVersion
from artifact.library.period import NO_PERIOD, Period, PeriodInvalid
from compliance.evidence.models import Blob
from compliance.evidence.store import put
from compliance.ledger.append import append

MIB = 1024 * 1024
LONGEST_NAME = 200


class UploadRefused(Exception):
    """The document was not taken; the message says why and what to do."""


@dataclass(frozen=True)
class Document:
    """What arrives: its bytes piece by piece, as whom it came, and the days it speaks of.

    `number` is that of an imported version; without one it is the next. With
    `is_to_be_published`, it is published as soon as it was found to be whole.
    """

    chunks: Iterable[bytes]
    filename: str
    period: Period = NO_PERIOD
    number: int | None = None
    is_to_be_published: bool = False


def upload(
    report: Report, document: Document, *, max_bytes: int, actor: str, now: datetime
) -> ReportVersion:
    """A queued version with the exact bytes; a worker checks them then.

    :raises UploadRefused: it is empty, too large, of another kind, or there already; or the
        series is made from evidence; or its period cannot be.
    """
    if report.origin == Report.Origin.ASSESSMENT:
        raise UploadRefused("This report is made from evidence. Add another for your documents.")
    content = _content(document.chunks, max_bytes)
    try:
        document.period.refuse_wrong()
        media_type = media_type_of(content)
    except (KindUnknown, PeriodInvalid) as refusal:
        raise UploadRefused(str(refusal)) from refusal
    with transaction.atomic():
        mine = Report.objects.select_for_update().get(pk=report.pk)
        original = put(content, now=now)
        _refuse_known(mine, original)
        version = _version(mine, document, original, actor, now)
        version.media_type = media_type
        version.save(update_fields=["media_type"])
        append(
            actor=actor,
            action="report.uploaded",
            subject=f"report-version:{version.pk}",
            details={
                "report": mine.report_id,
                "version": version.number,
                "sha256": original.pk,
                "size_bytes": original.size_bytes,
                "media_type": media_type,
                "filename": version.filename,
                "period": str(document.period),
            },
            at=now,
        )
    return version


def _content(chunks: Iterable[bytes], max_bytes: int) -> bytes:
    """The bytes, given up as soon as they are too many: no name or header says how many come."""
    pieces: list[bytes] = []
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > max_bytes:
            raise UploadRefused(
                f"The file is larger than {max_bytes // MIB} MiB. Make it smaller, or have "
                "LIBRARY_MAX_MIB raised."
            )
        pieces.append(chunk)
    if not size:
        raise UploadRefused("The file is empty. Choose the one you meant.")
    return b"".join(pieces)


def _refuse_known(report: Report, original: Blob) -> None:
    same = report.versions.filter(original=original)
    usable = same.exclude(state=ReportVersion.State.FAILED).exclude(
        publication=ReportVersion.Publication.WITHDRAWN
    )
    if known := usable.first():
        raise UploadRefused(f"These very bytes are version {known.number} already.")


def _version(
    report: Report, document: Document, original: Blob, actor: str, now: datetime
) -> ReportVersion:
    last = report.versions.aggregate(number=Max("number"))["number"] or 0
    return ReportVersion.objects.create(
        report=report,
        number=document.number or last + 1,
        as_of=now,
        original=original,
        filename=_filename(document.filename),
        period_start=document.period.start,
        period_end=document.period.end,
        is_to_be_published=document.is_to_be_published,
        requested_by=actor,
        requested_at=now,
    )


def _filename(name: str) -> str:
    """The last part of the name, whichever system wrote it, without what no name has."""
    last = PureWindowsPath(PurePosixPath(name).name).name
    return "".join(one for one in last if one.isprintable())[-LONGEST_NAME:]
