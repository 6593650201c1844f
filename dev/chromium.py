"""The browser that the end-to-end tests drive, and what Playwright drives it with."""

import os
import shutil
import subprocess
from pathlib import Path

from dev import apt, native
from dev.paths import VENV
from dev.say import SetupError

_NAMES = ("chromium-headless-shell", "chromium", "google-chrome")


def ensure_chromium() -> str:
    """Return the path of a Chromium: $CHROMIUM, one on PATH, or one from Debian's packages.

    :raises SetupError: when there is none and none can be had; the text says what to type.
    """
    chosen = os.environ.get("CHROMIUM")
    if chosen is not None and not os.access(chosen, os.X_OK):
        raise SetupError(f"CHROMIUM={chosen} is no program: correct or unset it")
    missing = [] if chosen or _found() else [_NAMES[0]]
    missing += [] if _driver_runs() else ["libatomic1"]
    if missing:
        (apt.install if os.geteuid() == 0 else apt.unpack)(missing)
    found = chosen or _found()
    if found is None or not _driver_runs():
        raise SetupError(f"no browser that runs; try: {apt.by_hand(missing)}, or set CHROMIUM")
    return str(found)


def _found() -> Path | None:
    on_path = [Path(each) for name in _NAMES if (each := shutil.which(name))]
    # The program itself: the starter in usr/bin looks for it below the real root.
    folder = apt.UNPACKED / "usr" / "lib" / "chromium"
    unpacked = [folder / name for name in _NAMES if (folder / name).exists()]
    return next(iter([*on_path, *unpacked]), None)


def _driver_runs() -> bool:
    """Return whether the Node.js that Playwright brings finds its libraries."""
    node = next(VENV.glob("lib/python*/site-packages/playwright/driver/node"), None)
    if node is None:
        return False
    env = {**os.environ, **native.environment()}
    done = subprocess.run([node, "--version"], env=env, capture_output=True, check=False)
    return done.returncode == 0
