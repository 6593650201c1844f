"""Rows and documents that are made once for all tests of a file.

Such a file overrides `own_store` by importing it from here, and makes its rows within `once`. One
process runs all of its tests (`tests/together.py`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import transaction
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
