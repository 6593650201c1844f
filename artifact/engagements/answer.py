"""Hand in what was asked for: files, evidence and reports."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

from django.db import transaction

from artifact.engagements.desk import refuse_closed
from artifact.engagements.models import Engagement
from artifact.engagements.request_event import record
from artifact.engagements.requests import Attachment, AuditRequest, RequestEvent
from artifact.engagements.scope import snapshots_of
from artifact.library.media_type import PDF, KindUnknown, media_type_of
from artifact.library.models import ReportVersion
from artifact.library.read_pdf import PdfUnreadable, read_pdf
from artifact.users.models import User
from compliance.evidence.store import put

MIB = 1024 * 1024
LONGEST_NAME, MOST_FILES, LOOK_SECONDS = 200, 20, 20


class AnswerRefused(Exception):
    """It was not taken; the message says why and what to do."""


@dataclass(frozen=True)
class File:
    """A file as it arrives: its name and its bytes, piece by piece."""

    name: str
    chunks: Iterable[bytes]


@dataclass(frozen=True)
class Answer:
    """What is handed in; `snapshots` and `versions` are numbers of evidence and of reports."""

    text: str = ""
    files: Sequence[File] = ()
    snapshots: Sequence[int] = ()
    versions: Sequence[int] = ()


@dataclass(frozen=True)
class _Checked:
    name: str
    media_type: str
    content: bytes


def answer(
    request: AuditRequest, given: Answer, *, max_bytes: int, user: User, now: datetime
) -> RequestEvent:
    """The request is received; every file is kept with its exact bytes, or nothing is.

    :raises AnswerRefused: nothing is handed in, a file cannot be used, the evidence is not of
        this engagement, or the request is accepted already.
    :raises EngagementClosed: nothing can be added any more.
    """
    refuse_closed(request.engagement)
    if not (given.text.strip() or given.files or given.snapshots or given.versions):
        raise AnswerRefused("Hand in a file, evidence or a report, or say where the answer is.")
    if len(given.files) > MOST_FILES:
        raise AnswerRefused(f"At most {MOST_FILES} files at a time.")
    # Outside the transaction: looking into a file can take its time, and others wait for the row.
    checked = [_checked(one, max_bytes) for one in given.files]
    with transaction.atomic():
        mine = AuditRequest.objects.select_for_update().get(pk=request.pk)
        if mine.state == AuditRequest.State.ACCEPTED:
            raise AnswerRefused(f"Request {mine.number} is accepted; nothing more is needed.")
        things = list(_things(mine.engagement, given, checked, now))
        mine.state = AuditRequest.State.RECEIVED
        mine.save(update_fields=["state"])
        event = record(
            mine,
            RequestEvent.Kind.RECEIVED,
            user=user,
            now=now,
            text=given.text.strip(),
            details={"handed_in": [_told(one) for one in things]},
        )
        Attachment.objects.bulk_create(
            Attachment(request=mine, event=event, **one) for one in things
        )
    return event


def _checked(file: File, max_bytes: int) -> _Checked:
    """The file's bytes, given up as soon as they are too many; its kind by them alone."""
    pieces, size = list[bytes](), 0
    name = _filename(file.name)
    for chunk in file.chunks:
        size += len(chunk)
        if size > max_bytes:
            raise AnswerRefused(f"'{name}' is larger than {max_bytes // MIB} MiB. Split it.")
        pieces.append(chunk)
    if not size:
        raise AnswerRefused(f"'{name}' is empty. Choose the one you meant.")
    content = b"".join(pieces)
    try:
        media_type = media_type_of(content)
        if media_type == PDF:
            read_pdf(content, seconds=LOOK_SECONDS)
    except (KindUnknown, PdfUnreadable) as refusal:
        raise AnswerRefused(f"'{name}': {refusal}") from refusal
    return _Checked(name, media_type, content)


def _things(
    engagement: Engagement, given: Answer, checked: Iterable[_Checked], now: datetime
) -> Iterator[dict[str, Any]]:
    """The fields of each attachment."""
    for file in checked:
        kept = put(file.content, now=now)
        yield {"filename": file.name, "media_type": file.media_type, "content": kept}
    evidence = snapshots_of(engagement).defer("receipt").in_bulk(list(given.snapshots))
    for number in dict.fromkeys(given.snapshots):
        if number not in evidence:
            raise AnswerRefused(f"Snapshot {number} is not evidence of this engagement.")
        yield {"snapshot": evidence[number]}
    published = ReportVersion.objects.filter(publication__in=ReportVersion.HANDED_OUT)
    versions = published.in_bulk(list(given.versions))
    for number in dict.fromkeys(given.versions):
        if number not in versions:
            raise AnswerRefused("That report is not handed out. Publish it first.")
        yield {"version": versions[number]}


def _told(thing: dict[str, Any]) -> dict[str, Any]:
    """As the ledger has it."""
    if content := thing.get("content"):
        return {"file": thing["filename"], "sha256": content.pk}
    if snapshot := thing.get("snapshot"):
        return {"snapshot": snapshot.pk, "sha256": snapshot.blob_id}
    return {"report_version": thing["version"].pk}


def _filename(name: str) -> str:
    """The last part of the name, whichever system wrote it, without what no name has."""
    last = PureWindowsPath(PurePosixPath(name).name).name
    return "".join(one for one in last if one.isprintable())[-LONGEST_NAME:] or "file"
