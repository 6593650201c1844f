"""The OpenAPI document: the one in the repository is the one that is served."""

import json
from importlib import import_module
from pkgutil import iter_modules

import pytest
from django.conf import settings
from django.test import Client
from pydantic import BaseModel

from artifact.api import v1
from artifact.api.document import document, operations, written
from artifact.management.commands.openapi import KEPT
from artifact.users.models import User
from tests.artifact.conftest import SignIn

WRITE = "write it anew: ./run services -- .venv/bin/python manage.py openapi --write"


def test_the_kept_document_is_this_versions() -> None:
    kept = (settings.BASE_DIR / KEPT).read_text(encoding="utf-8")
    assert kept == written(document()), WRITE


def test_every_operation_has_a_name_of_its_own_and_says_what_it_does() -> None:
    found = [operation for _, operation in operations(document())]
    names = [one["operationId"] for one in found]
    assert len(set(names)) == len(names)
    for one in found:
        assert one["summary"].endswith(".")
        assert one["x-roles"]
        assert set(one["x-roles"]) <= set(User.Role.values)


def test_no_two_schemas_have_one_name() -> None:
    """The document would have one of them, for both."""
    modules = [import_module(f"{v1.__name__}.{one.name}") for one in iter_modules(v1.__path__)]
    found = {
        each
        for module in modules
        for each in vars(module).values()
        if isinstance(each, type) and issubclass(each, BaseModel) and "[" not in each.__name__
    }
    assert len({one.__name__ for one in found}) == len(found)


@pytest.mark.django_db
def test_it_is_served_to_people_who_have_signed_in(as_: SignIn) -> None:
    assert Client().get("/api/docs/openapi.json").status_code == 302
    answer = as_("customer").get("/api/docs/openapi.json")
    assert answer.json() == json.loads(written(document()))
    assert as_("customer").get("/api/problems/scope-missing").status_code == 200
    assert as_("customer").get("/api/problems/none").status_code == 404
