"""Requests that tests start from, asked as an auditor asks."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from artifact.engagements.requests import AuditRequest
from tests.artifact.engagements.work.desks import Desk


def asked(desk: Desk, **given: Any) -> AuditRequest:
    """A request that is open."""
    response = desk.audit.post(desk.path("requests/ask/"), {"title": "Key register", **given})
    assert response.status_code == 302, response.content.decode()
    return AuditRequest.objects.latest("pk")


def hand_in(desk: Desk, request: AuditRequest, **given: Any) -> Any:
    """Post the answer: a text file, unless something else is said."""
    fields = given or {"file": text_file()}
    return desk.answer.post(desk.path(f"requests/{request.number}/answer/"), fields)


def judge(desk: Desk, request: AuditRequest, *, accept: bool, reason: str = "") -> Any:
    """Press one of the auditor's two buttons."""
    pressed = {"accept" if accept else "return": "yes", "reason": reason}
    return desk.audit.post(desk.path(f"requests/{request.number}/judge/"), pressed)


def text_file(name: str = "register.txt", content: bytes = b"Key 1: Ms M\xc3\xbcller\n") -> Any:
    """A small file."""
    return SimpleUploadedFile(name, content)
