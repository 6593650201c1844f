"""docs/controls.md is what the controls say of themselves."""

import json
from io import StringIO
from pathlib import Path

from django.core.management import call_command

from compliance.controls.control import CONTROLS

PAGE = Path(__file__).resolve().parents[2] / "docs" / "controls.md"


def printed(*words: str) -> str:
    """What `manage.py controls` prints."""
    out = StringIO()
    call_command("controls", *words, stdout=out)
    return out.getvalue()


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == printed(), "run: manage.py controls > docs/controls.md"


def test_programs_get_every_control_with_version_and_limits() -> None:
    listed = json.loads(printed("--format", "json"))
    assert set(listed) == set(CONTROLS)
    assert listed["kms.rotation-enabled"]["params"] == {"max_rotation_days": 365}
