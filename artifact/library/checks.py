"""System checks of what the library needs before it hands anything out."""

from datetime import datetime
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register

from artifact.clock import now
from artifact.library.document_signer import document_signer
from compliance.reports.signers.signer import KeyUnusable

HINT = (
    "Set DOCUMENT_SIGNING_KEY_FILE, and DOCUMENT_SIGNING_CERTIFICATE_FILE where the key's file "
    "has no certificate; `manage.py signing_certificate` makes both."
)


def register_checks() -> None:
    """Make `manage.py check` run the checks of this module."""
    register(check_signer, "artifact")
    register(check_signer_is_there, Tags.security, deploy=True)


def check_signer(**_: Any) -> list[CheckMessage]:
    """E001: the key that signs PDFs cannot be used. E002: its certificate has expired."""
    try:
        signer = document_signer()
    except KeyUnusable as error:
        return [Error(f"The key that signs PDFs: {error}", hint=HINT, id="artifact.E001")]
    if signer and datetime.fromisoformat(signer.valid_until) < now():
        said = f"The certificate that signs PDFs expired at {signer.valid_until}."
        return [Error(said, hint=HINT, id="artifact.E002")]
    return []


def check_signer_is_there(**_: Any) -> list[CheckMessage]:
    """E003: in production, copies would leave unsigned."""
    if check_signer() or document_signer():
        return []
    return [Error("No key is configured that signs PDFs.", hint=HINT, id="artifact.E003")]
