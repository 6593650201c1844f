"""Hand a report over: the one way to its bytes."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from artifact.agreements.models import Acceptance
from artifact.library.models import Download, ReportVersion
from artifact.users.caller import Caller
from compliance.evidence.store import get
from compliance.ledger.append import append


class NotForYou(Exception):
    """There is no such version, as far as this person may know."""


class NotReady(Exception):
    """The version has no PDF (yet); the message says why."""


@dataclass(frozen=True)
class HandOver:
    """The bytes of one hand-over and the name to save them under."""

    content: bytes
    filename: str
    download: Download


def download(
    version_id: int, *, caller: Caller, now: datetime, acceptance: Acceptance | None = None
) -> HandOver:
    """The PDF of a version, verified, with the hand-over written to the ledger first.

    :raises NotForYou: the version does not exist or was not granted to the caller.
    :raises NotReady: it is still being made, or failed, or was withdrawn.
    :raises BlobDamaged: the stored PDF is missing or altered; it is not handed out.
    """
    visible = ReportVersion.objects.visible_to(caller.user, now=now).select_related(
        "report", "pdf"
    )
    version = visible.filter(pk=version_id).first()
    if version is None:
        raise NotForYou(f"report version {version_id}")
    if version.pdf_id is None or version.publication == ReportVersion.Publication.WITHDRAWN:
        raise NotReady(f"{version} has no PDF to hand out: it is {version.get_state_display()}.")
    content = get(version.pdf_id)
    with transaction.atomic():
        taken = Download.objects.create(
            version=version,
            user=caller.user,
            customer=caller.user.customer,
            acceptance=acceptance,
            email=caller.user.email,
            channel=caller.channel,
            at=now,
            address=caller.address,
            user_agent=caller.short_user_agent,
        )
        append(
            actor=caller.user.email,
            action="report.downloaded",
            subject=f"report-version:{version.pk}",
            details={
                "download": taken.pk,
                "sha256": version.pdf_id,
                "address": caller.address or "",
            },
            at=now,
        )
    return HandOver(content, _filename(version), taken)


def _filename(version: ReportVersion) -> str:
    day = f"{version.as_of:%Y-%m-%d}"
    return f"{version.report.framework}-{day}-v{version.number}.pdf"
