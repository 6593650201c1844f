"""The service as an auditor's machine sees it, and the command line on that machine."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from pytest_django.live_server_helper import LiveServer

from tests.artifact.conftest import own_cache, static_root
from tests.clients.machine import Machine, sealed
from tests.emptying import tables_can_be_emptied_by_tests

__all__ = ["own_cache", "static_root", "tables_can_be_emptied_by_tests"]


@pytest.fixture
def machine(
    live_server: LiveServer,
    own_cache: None,
    transactional_db: None,
    settings: Any,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> Machine:
    """A machine with the command line on it, and a service whose ledger has a key."""
    settings.API_RATE = settings.API_REFUSED_RATE = "100000/second"
    call_command("ledger_key", "new")
    settings.LEDGER_SIGNING_KEY = capsys.readouterr().out
    sealed()
    return Machine(live_server.url, tmp_path / "machine")
