"""Native libraries that no Python package carries: WeasyPrint draws text with Pango."""

import os
import subprocess
from collections.abc import Mapping

from dev import apt
from dev.paths import FONTS_CONF, ROOT, VENV
from dev.say import SetupError

_PANGO = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
_RENDERS = "import weasyprint; weasyprint.HTML(string='Artifact').write_pdf()"
# What WeasyPrint opens, by the names that it has there; to open it is quicker than to draw.
_LOADS = "import ctypes, sys; [ctypes.CDLL(name) for name in sys.argv[1:]]"
_LIBRARIES = (
    "libgobject-2.0.so.0",
    "libpango-1.0.so.0",
    "libpangoft2-1.0.so.0",
    "libharfbuzz.so.0",
    "libharfbuzz-subset.so.0",
    "libfontconfig.so.1",
)


def environment() -> dict[str, str]:
    """Return the variables a process needs before it starts to find libraries and fonts.

    Our own fonts always: the PDF is then the same everywhere, and a machine without any font
    makes WeasyPrint end with a segmentation fault.
    """
    env = {"FONTCONFIG_FILE": str(FONTS_CONF)}
    folders = [str(each) for each in apt.unpacked_libraries()]
    if folders:
        inherited = os.environ.get("LD_LIBRARY_PATH")
        env["LD_LIBRARY_PATH"] = ":".join([*folders, *([inherited] if inherited else [])])
    return env


def ensure_pango(env: Mapping[str, str]) -> None:
    """Make WeasyPrint able to draw a PDF in a process with this environment.

    :raises SetupError: when it still cannot; the text says what to type.
    """
    if not _failure(env, _LOADS, *_LIBRARIES) or not _failure(env, _RENDERS):
        return
    if os.geteuid() == 0:
        apt.install(_PANGO)
    else:
        apt.unpack(_PANGO)
    if failure := _failure(env, _RENDERS):
        raise SetupError(f"WeasyPrint cannot draw a PDF: {failure}; try: {apt.by_hand(_PANGO)}")


def _failure(env: Mapping[str, str], program: str, *words: str) -> str:
    done = subprocess.run(
        [str(VENV / "bin" / "python"), "-W", "error", "-c", program, *words],
        cwd=ROOT,
        env={**env, **environment()},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode == 0:
        return ""
    lines = done.stderr.strip().splitlines()
    return lines[-1] if lines else f"it ended with status {done.returncode}"
