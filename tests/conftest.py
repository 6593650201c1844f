"""What every test shares."""

from pathlib import Path
from typing import Any

import pytest

from tests.emptying import tables_can_be_emptied_by_tests

__all__ = ["own_store", "tables_can_be_emptied_by_tests"]


@pytest.fixture(autouse=True)
def own_store(tmp_path: Path, settings: Any) -> Path:
    """Each test keeps its evidence in a folder of its own."""
    folder = tmp_path / "evidence"
    settings.STORAGES = {
        **settings.STORAGES,
        "evidence": {**settings.STORAGES["evidence"], "OPTIONS": {"location": str(folder)}},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    return folder
