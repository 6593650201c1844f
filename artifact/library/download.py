"""Hand a report over: the one way to its bytes."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import BinaryIO

from django.db import transaction

from artifact.agreements.accepted import accepted_term
from artifact.agreements.models import Acceptance, TermVersion
from artifact.identifiers import new_copy_id
from artifact.library.document_signer import document_signer
from artifact.library.make_copy import Copy, make_copy
from artifact.library.mark import Mark
from artifact.library.models import Download, Report, ReportVersion
from artifact.library.stamp import NotStampable
from artifact.library.wrap import PDF, Original
from artifact.users.caller import Caller
from compliance.evidence.store import get
from compliance.ledger.append import append
from compliance.reports.signers.signer import Signer, SigningFailed


class NotForYou(Exception):
    """There is no such version, as far as this person may know."""


class NotReady(Exception):
    """The version cannot be handed out (yet); the message says why."""


class TermsNotAccepted(Exception):
    """The terms in force, to this very wording, have to be accepted first."""

    def __init__(self, term_version: TermVersion) -> None:
        super().__init__("The terms of this report have to be accepted first.")
        self.term_version = term_version


@dataclass(frozen=True)
class HandOver:
    """A copy to be read from its beginning and closed, and the name to save it under."""

    file: BinaryIO
    filename: str
    download: Download


def download(
    version_id: int, *, caller: Caller, now: datetime, acceptance: Acceptance | None = None
) -> HandOver:
    """A copy of a version, marked for the caller and signed, with its line in the ledger.

    `acceptance` is what the caller said yes to on the way here; without it their newest one
    counts.

    :raises NotForYou: the version does not exist or was not granted to the caller.
    :raises NotReady: it is still being made, or failed, or was withdrawn, or cannot be signed.
    :raises TermsNotAccepted: the terms in force were not accepted to this very wording.
    :raises NotStampable: the document cannot be marked, and is never handed out without.
    :raises BlobDamaged: the stored document is missing or altered; it is not handed out.
    """
    version = _granted(version_id, caller, now)
    acceptance = _accepted(version.report, caller, acceptance)
    mark = Mark(
        name=caller.user.name or caller.user.email,
        organization=caller.user.customer.name if caller.user.customer else "",
        at=now,
        copy_id=new_copy_id(),
    )
    signer = document_signer()
    copy = _copy(version, mark, signer)
    try:
        with transaction.atomic():
            # It may have been withdrawn from the caller while the copy was made.
            _granted(version_id, caller, now)
            taken = _write_down(version, copy, mark, caller, acceptance)
            _enter(taken, copy, signer)
    except BaseException:
        copy.file.close()
        raise
    return HandOver(copy.file, _filename(version), taken)


def _granted(version_id: int, caller: Caller, now: datetime) -> ReportVersion:
    visible = ReportVersion.objects.visible_to(caller.user, now=now)
    version = visible.select_related("report").filter(pk=version_id).first()
    if version is None:
        raise NotForYou(f"report version {version_id}")
    is_there = bool(version.source_id) and not version.is_open
    if not is_there or version.publication == ReportVersion.Publication.WITHDRAWN:
        state = version.get_state_display()
        if is_there:
            state = version.get_publication_display()
        raise NotReady(f"{version} has no PDF to hand out: it is {state}.")
    return version


def _accepted(report: Report, caller: Caller, given: Acceptance | None) -> Acceptance | None:
    """The caller's yes to the terms in force, if there is one.

    :raises TermsNotAccepted: there has to be one and is none.
    """
    held = report.term()
    if held is None:
        return given
    if given is None or given.user_id != caller.user.pk or given.term_version_id != held.pk:
        given = accepted_term(caller.user, held)
    if given is None and report.acceptance_type == Report.AcceptanceType.EXPLICIT:
        raise TermsNotAccepted(held)
    return given


def _copy(version: ReportVersion, mark: Mark, signer: Signer | None) -> Copy:
    original = Original(
        content=get(version.source_id),
        media_type=PDF if version.pdf_id else version.media_type,
        title=version.report.title,
        filename=version.filename or _filename(version),
    )
    try:
        return make_copy(original, mark, signer)
    except NotStampable as error:
        raise NotStampable(f"{version} is not handed out. {error}") from error
    except SigningFailed as error:
        raise NotReady(f"{version} is not handed out unsigned. {error}") from error


def _write_down(
    version: ReportVersion, copy: Copy, mark: Mark, caller: Caller, acceptance: Acceptance | None
) -> Download:
    return Download.objects.create(
        version=version,
        user=caller.user,
        customer=caller.user.customer,
        acceptance=acceptance,
        email=caller.user.email,
        channel=caller.channel,
        copy_id=mark.copy_id,
        sha256=copy.sha256,
        size_bytes=copy.size_bytes,
        at=mark.at,
        address=caller.address,
        user_agent=caller.short_user_agent,
    )


def _enter(taken: Download, copy: Copy, signer: Signer | None) -> None:
    append(
        actor=taken.email,
        action="report.downloaded",
        subject=f"report-version:{taken.version_id}",
        details={
            "download": taken.pk,
            "copy_id": taken.copy_id,
            "sha256": taken.sha256,
            "size_bytes": taken.size_bytes,
            "source": taken.version.source_id,
            "is_wrapped": copy.is_wrapped,
            "certificate": signer.certificate_sha256 if signer else "",
            "acceptance": taken.acceptance_id,
            "customer": taken.customer.customer_id if taken.customer else "",
            "channel": taken.channel,
            "address": taken.address or "",
            "user_agent": taken.user_agent,
        },
        at=taken.at,
    )


def _filename(version: ReportVersion) -> str:
    if version.filename:
        return f"{PurePath(version.filename).stem}.pdf"
    name = version.report.framework or version.report.report_id
    return f"{name}-{version.as_of:%Y-%m-%d}-v{version.number}.pdf"
