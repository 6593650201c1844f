"""Rows and documents that are made once for all tests of a file.

Such a file overrides `own_store` by importing it from here, and makes its rows within `once`. One
process runs all of its tests (`tests/together.py`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker, Settings

from tests.conftest import in_folder


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the evidence of all these tests lies."""
    return tmp_path_factory.mktemp("evidence")


@pytest.fixture(autouse=True)
def own_store(store: Path, settings: Settings) -> Path:
    """Each test reads what was kept once for all of them."""
    settings.STORAGES = in_folder(store)
    return store


@contextmanager
def once(store: Path, blocker: DjangoDbBlocker) -> Iterator[None]:
    """Within it the database may be used; what was written stays until it ends."""
    with (
        blocker.unblock(),
        override_settings(STORAGES=in_folder(store)),
        transaction.atomic(),
    ):
        yield
        transaction.set_rollback(True)


@contextmanager
def taken_back() -> Iterator[None]:
    """Within it is one case of a test that goes through many: what it did, the next does not see.

    It is looked at as at the end of a test, when the database checks what it had put off.
    """
    with transaction.atomic():
        yield
        connection.check_constraints()
        transaction.set_rollback(True)
    cache.clear()
