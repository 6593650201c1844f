"""Where things lie in the working copy."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BOOT = ROOT / ".boot"
STATE = ROOT / ".state"
FONTS_CONF = ROOT / "static" / "fonts" / "fonts.conf"
