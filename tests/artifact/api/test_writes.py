"""Who may write: every operation of the document that is no GET, as each role."""

import re
from functools import cache
from typing import Any

import pytest

from artifact.api.document import document, operations
from artifact.users.models import User
from compliance.models import Collection
from tests.artifact import factories
from tests.artifact.api.asking import Program

pytestmark = pytest.mark.django_db
# What somebody from outside may write. Whatever the document adds to it, somebody decided on.
EVERYBODY_MAY = {
    *("accept_report_terms", "create_webhook", "delete_webhook", "resume_a_webhook"),
    *("rotate_webhook_secret", "test_webhook"),
}
BOTH_SIDES_MAY = {"create_comment", "start_an_export"}
AUDITORS_MAY = {
    *EVERYBODY_MAY,
    *BOTH_SIDES_MAY,
    *("accept_engagement_terms", "create_request", "draw_a_sample", "freeze_a_population"),
    *("judge_a_request", "write_conclusion"),
}
CUSTOMERS_MAY = EVERYBODY_MAY
ENGINEERS_MAY = {*EVERYBODY_MAY, *BOTH_SIDES_MAY, "answer_request", "start_run"}


@cache
def writes() -> tuple[tuple[str, str, dict[str, Any]], ...]:
    """Path, method and operation of everything that writes."""
    return tuple(
        (path, method, operation)
        for path, methods in document()["paths"].items()
        for method, operation in methods.items()
        if method != "get"
    )


def test_the_document_names_the_roles_that_may_write() -> None:
    for role, allowed in (
        ("auditor", AUDITORS_MAY),
        ("customer", CUSTOMERS_MAY),
        ("engineer", ENGINEERS_MAY),
    ):
        named = {one["operationId"] for _, _, one in writes() if role in one["x-roles"]}
        assert named == allowed, role


@pytest.mark.parametrize("role", User.Role.values)
def test_no_role_writes_what_the_document_does_not_let_it(role: str) -> None:
    account = factories.account()
    program = Program(role)
    for path, method, operation in writes():
        if role in operation["x-roles"]:
            continue
        address = re.sub(r"{\w+}", "1", path)
        for body in ({}, {"account": account.account_id}):
            answer = program.client.generic(
                method.upper(), address, str(body).replace("'", '"'), "application/json"
            )
            assert answer.status_code in {403, 404}, operation["operationId"]
    assert not Collection.objects.exists()


@pytest.mark.parametrize("role", User.Role.values)
def test_a_token_to_read_writes_nothing(role: str) -> None:
    factories.account()
    program = Program(role, scopes=["read"])
    for path, method, operation in writes():
        answer = program.client.generic(method.upper(), re.sub(r"{\w+}", "1", path))
        assert answer.status_code == 403, operation["operationId"]
        assert answer.json()["scope"] == operation["x-scope"]


def test_every_operation_demands_a_token() -> None:
    assert all(
        one["security"] == [{"token": [one["x-scope"]]}] for _, one in operations(document())
    )
