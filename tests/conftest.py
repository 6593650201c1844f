"""What every test shares."""

import os
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured
from hypothesis import settings as made_up
from pytest_django import Settings

from tests.emptying import tables_can_be_emptied_by_tests

# The same change gives the same verdict; HYPOTHESIS_PROFILE=default looks for new examples.
made_up.register_profile("repeatable", derandomize=True)
made_up.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))

__all__ = ["own_store", "quick_passwords", "tables_can_be_emptied_by_tests"]


@pytest.fixture(autouse=True)
def quick_passwords(settings: Settings) -> None:
    """What makes a stolen database useless only slows tests down (Django, "Password hashing")."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def own_store(tmp_path: Path, settings: Settings) -> Path:
    """Each test keeps its evidence in a folder of its own."""
    folder = tmp_path / "evidence"
    settings.STORAGES = in_folder(folder)
    return folder


def in_folder(folder: Path) -> dict[str, Any]:
    """Django's STORAGES with the evidence in this folder."""
    return {
        **configured.STORAGES,
        "evidence": {**configured.STORAGES["evidence"], "OPTIONS": {"location": str(folder)}},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
