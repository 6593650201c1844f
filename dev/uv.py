"""The project's packages, from uv.lock, by the machine's own Python."""

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

from dev import apt
from dev.paths import BOOT, ROOT, STATE, VENV
from dev.say import SetupError, say

_PINNED = ROOT / "dev" / "uv.txt"
_OLDEST = (0, 5)  # reads dependency groups


def sync(group: str, *, exact: bool) -> None:
    """Bring .venv to what uv.lock says for production plus one dependency group.

    `exact` removes packages of other groups; otherwise they stay.

    :raises SetupError: when uv or a package cannot be had.
    """
    is_first = not VENV.exists()
    if is_first:
        say("installing the packages (about a minute on a slow line)")
    argv = [str(_uv()), "sync", "--frozen", "--no-default-groups", "--group", group]
    argv += ["--python", sys.executable]
    argv += [] if exact else ["--inexact"]
    argv += [] if is_first else ["--quiet"]
    env = _environ() | {"UV_PROJECT_ENVIRONMENT": str(VENV)}
    if subprocess.run(argv, cwd=ROOT, env=env, check=False).returncode != 0:
        raise SetupError("the packages could not be installed (see above); is the network there?")


def environment(name: str, requirements: Path) -> Path:
    """An environment of its own in .state, with exactly these packages; its folder of programs.

    :raises SetupError: when uv or a package cannot be had.
    """
    folder = STATE / name
    made_of = folder / "made-of.txt"
    wanted = requirements.read_bytes()
    folder.parent.mkdir(exist_ok=True)
    # Tests that run side by side want it at once: one makes it, the others wait.
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made_of.exists() or made_of.read_bytes() != wanted:
            say(f"installing the packages of {requirements.name} into {folder}")
            _run(["venv", "--clear", "--quiet", "--python", sys.executable, str(folder)])
            python = str(folder / "bin" / "python")
            _run(["pip", "install", "--quiet", "--python", python, "-r", str(requirements)])
            made_of.write_bytes(wanted)
    return folder / "bin"


def _run(words: list[str]) -> None:
    argv = [str(_uv()), *words]
    if subprocess.run(argv, cwd=ROOT, env=_environ(), check=False).returncode != 0:
        raise SetupError(f"uv {words[0]} failed (see above); is the network there?")


def _environ() -> dict[str, str]:
    env = {name: text for name, text in os.environ.items() if name != "VIRTUAL_ENV"}
    env["UV_PYTHON_DOWNLOADS"] = "never"
    if not os.access(Path.home(), os.W_OK):
        env.setdefault("UV_CACHE_DIR", str(BOOT / "cache"))
    return env


def _uv() -> Path:
    private = BOOT / "bin" / "uv"
    for found in (shutil.which("uv"), private):
        if found is not None and _is_usable(Path(found)):
            return Path(found)
    say("installing uv into .boot")
    pip = [*_pip(), "--quiet", "--disable-pip-version-check", "--no-deps"]
    pip += ["--require-hashes", "-r", str(_PINNED)]
    if subprocess.run(pip, cwd=ROOT, check=False).returncode != 0:
        raise SetupError("uv could not be installed (see above); do it yourself: pip install uv")
    return private


def _is_usable(uv: Path) -> bool:
    try:
        said = subprocess.run([uv, "--version"], capture_output=True, text=True, check=True)
        major, minor, *_ = said.stdout.split()[1].split(".")
    except (OSError, subprocess.CalledProcessError, IndexError, ValueError):
        return False
    return (int(major), int(minor)) >= _OLDEST


def _pip() -> list[str]:
    """Return the start of a pip command that installs into .boot."""
    # Debian keeps ensurepip, which a virtual environment needs, in a package of its own.
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    if not _venv_works():
        if os.geteuid() != 0:
            return _unpacked_pip(package)
        apt.install([package])
        if not _venv_works():
            raise SetupError(f"{sys.executable} makes no virtual environment, even with {package}")
    return [str(BOOT / "bin" / "python"), "-m", "pip", "install"]


def _unpacked_pip(package: str) -> list[str]:
    """Return pip as run from its wheel, which needs neither root nor ensurepip."""
    try:
        apt.unpack(["python3-pip-whl"])
        wheel = next(apt.UNPACKED.glob("usr/share/python-wheels/pip-*.whl"))
    except (SetupError, StopIteration):
        line = apt.by_hand([package])
        raise SetupError(f"type this and start again: {line}") from None
    shutil.rmtree(BOOT, ignore_errors=True)
    return [sys.executable, str(wheel / "pip"), "--no-input", "install", "--target", str(BOOT)]


def _venv_works() -> bool:
    argv = [sys.executable, "-m", "venv", "--clear", str(BOOT)]
    return subprocess.run(argv, capture_output=True, check=False).returncode == 0
