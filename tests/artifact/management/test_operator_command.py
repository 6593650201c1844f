"""What is checked before a command of the service."""

from typing import Any

import pytest
from django.core.management import call_command, get_commands, load_command_class
from django.core.management.base import SystemCheckError

from artifact.management.operator_command import OperatorCommand

OURS = sorted(name for name, app in get_commands().items() if app == "artifact")


@pytest.mark.parametrize("name", OURS)
def test_every_command_is_one(name: str) -> None:
    assert isinstance(load_command_class("artifact", name), OperatorCommand)


def test_wrong_settings_stop_it(settings: Any) -> None:
    settings.DOCUMENT_SIGNER = {"kind": "local_key", "key": b"nonsense"}
    with pytest.raises(SystemCheckError, match=r"artifact\.E001"):
        call_command("controls", skip_checks=False)


def test_packs_of_frameworks_are_checked_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("compliance.checks.CONTROLS", {})
    with pytest.raises(SystemCheckError, match=r"compliance\.E002"):
        call_command("controls", skip_checks=False)
