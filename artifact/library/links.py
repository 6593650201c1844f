"""Addresses under which one person fetches one document, for a few minutes."""

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urljoin

from django.conf import settings
from django.core import signing
from django.urls import reverse

from artifact.agreements.models import Acceptance
from artifact.library.models import ReportVersion
from artifact.users.caller import Caller

LIFETIME = timedelta(minutes=10)
DOWNLOAD, DOCUMENT = "artifact download link", "artifact document link"


class LinkInvalid(Exception):
    """The address was made up, or is for something else."""


class LinkExpired(Exception):
    """The address held for ten minutes, and these are over."""


@dataclass(frozen=True)
class Link:
    """What an address says: who fetches what, by which door, and with which key it was made.

    Of a download, `what` is the version's id; of a document, its SHA-256.
    """

    what: str
    user_id: int
    channel: str
    key_id: str
    acceptance_id: int | None = None
    filename: str = ""


def download_link(
    version: ReportVersion, *, acceptance: Acceptance | None, caller: Caller, key_id: str = ""
) -> str:
    """Where the caller fetches their copy of the version."""
    link = Link(
        what=str(version.pk),
        user_id=caller.user.pk,
        channel=caller.channel,
        key_id=key_id,
        acceptance_id=acceptance.pk if acceptance else None,
    )
    return _address("download-link", link, DOWNLOAD)


def document_link(sha256: str, *, filename: str, caller: Caller, key_id: str = "") -> str:
    """Where the caller reads the stored bytes of terms or of an agreement."""
    link = Link(
        what=sha256,
        user_id=caller.user.pk,
        channel=caller.channel,
        key_id=key_id,
        filename=filename,
    )
    return _address("document-link", link, DOCUMENT)


def read_link(token: str, kind: str) -> Link:
    """What an address of this kind says.

    :raises LinkExpired: it is older than ten minutes.
    :raises LinkInvalid: this service did not make it, or for another kind.
    """
    try:
        return Link(**signing.loads(token, salt=kind, max_age=LIFETIME))
    except signing.SignatureExpired as error:
        raise LinkExpired("This address has expired. Ask for a new one.") from error
    except (signing.BadSignature, TypeError) as error:
        raise LinkInvalid("There is no such address.") from error


def _address(name: str, link: Link, kind: str) -> str:
    token = signing.dumps(vars(link), salt=kind, compress=True)
    return urljoin(settings.SITE_URL, reverse(name, args=[token]))
