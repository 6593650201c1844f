"""Read terms, and say yes to exactly these bytes."""

from dataclasses import dataclass
from typing import Any

from artifact_client.api.engagements import accept_engagement_terms, get_engagement
from artifact_client.api.report_terms import accept_report_terms, get_report_terms
from artifact_client.api.reports import get_report
from artifact_client.models import SignatureIn

from artifactctl.fetch import fetched
from artifactctl.refused import Refused
from artifactctl.service import Service

REPORT = "report-"


@dataclass(frozen=True)
class Terms:
    """What is to be accepted: the bytes, their SHA-256, and whose they are."""

    of: str
    version: int
    content: bytes
    sha256: str
    media_type: str


def read_terms(service: Service, of: str) -> Terms:
    """The terms of an engagement, or of a report's published version.

    :raises Refused: there are none, or the service refuses.
    """
    if of.startswith(REPORT):
        number = service.ask(get_report.sync_detailed, of).newest
        if number is None:
            raise Refused(f"{of} has no published version.")
        told = service.ask(get_report_terms.sync_detailed, of, number)
        path = f"/reports/{of}/versions/{number}/terms/content"
        sha256, media_type = told.sha256, told.media_type
    else:
        about = service.ask(get_engagement.sync_detailed, of)
        number, path = 0, f"/engagements/{of}/terms/content"
        sha256, media_type = about.terms_sha256, about.terms_media_type
        if sha256 is None:
            raise Refused(f"{of} asks for no terms.")
    return Terms(of, number, fetched(service, path, sha256=sha256), sha256, media_type)


def accept(service: Service, terms: Terms, *, name: str, authority: str) -> Any:
    """The acceptance, as the service has written it down.

    :raises Refused: other terms hold by now, or the service refuses.
    """
    signature = SignatureIn(document=terms.sha256, typed_name=name, authority=authority)
    if terms.version:
        return service.ask(
            accept_report_terms.sync_detailed, terms.of, terms.version, body=signature
        )
    return service.ask(accept_engagement_terms.sync_detailed, terms.of, body=signature)
