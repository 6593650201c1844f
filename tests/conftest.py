"""What every test shares."""

import fcntl
import gc
import os
from collections.abc import Generator, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured
from django.db import connection
from django.test import override_settings
from hypothesis import settings as made_up
from pytest_django import Settings

from tests.demo.serving import Server, serving
from tests.emptying import tables_can_be_emptied_by_tests
from tests.lasting import lasting_threads, live_server
from tests.together import pytest_xdist_make_scheduler

# The same change gives the same verdict; HYPOTHESIS_PROFILE=default looks for new examples.
made_up.register_profile("repeatable", derandomize=True)
made_up.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))

_TESTS = count()

__all__ = [
    "lasting_threads",
    "live_server",
    "own_store",
    "pytest_xdist_make_scheduler",
    "quick_passwords",
    "tables_can_be_emptied_by_tests",
]


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Generator[None, object, object]:
    """One process compiles the tests; the others then read what it left, all at once."""
    with (session.config.cache.mkdir("collecting") / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            fcntl.flock(lock, fcntl.LOCK_SH)
        return (yield)


def pytest_collection_finish() -> None:
    """Do not look for garbage among thousands of tests and what they import: all of it stays."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Copy a database that was migrated already, where there is one."""
    template = os.environ.get("TEST_DATABASE_TEMPLATE")
    connection.settings_dict["TEST"]["TEMPLATE"] = template


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[None]:
    """What makes a stolen database useless only slows tests down (Django, "Password hashing").

    For the whole session, since rows that a module makes once outlive its tests' own settings.
    """
    with override_settings(
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ):
        yield


@pytest.fixture(scope="session")
def aws_server() -> Iterator[Server]:
    """An emulated AWS for all tests of this process: it takes seconds to start.

    Whoever uses it empties it first.
    """
    with serving() as server:
        yield server


@pytest.fixture(autouse=True)
def own_store(tmp_path_factory: pytest.TempPathFactory, settings: Settings) -> Path:
    """Each test keeps its evidence in a folder of its own.

    Storing makes it, which most tests never do: not `tmp_path`, which is made for each.
    """
    folder = tmp_path_factory.getbasetemp() / "evidence" / str(next(_TESTS))
    settings.STORAGES = in_folder(folder)
    return folder


def in_folder(folder: Path) -> dict[str, Any]:
    """Django's STORAGES with the evidence in this folder."""
    return {
        **configured.STORAGES,
        "evidence": {**configured.STORAGES["evidence"], "OPTIONS": {"location": str(folder)}},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
