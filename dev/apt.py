"""Debian packages: installed by root, unpacked beside the project by anyone else."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from dev.paths import ROOT, STATE
from dev.say import SetupError, say

UNPACKED = STATE / "native"


def install(packages: Sequence[str]) -> None:
    """Install the packages for the whole machine.

    :raises SetupError: when we are not root or there is no apt; the text is the line to type.
    """
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        raise SetupError(f"type this and start again: {by_hand(packages)}")
    say(f"apt-get install {' '.join(packages)}")
    apt_get = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=120"]
    _run([*apt_get, "update"], packages)
    _run([*apt_get, "install", "-y", "--no-install-recommends", *packages], packages)


def unpack(packages: Sequence[str]) -> None:
    """Unpack the packages, and what they need that the machine lacks, into .state/native.

    For people who are not root: apt works on lists and archives of its own there.

    :raises SetupError: when that fails or there is no apt; the text is the line to type.
    """
    if shutil.which("apt-get") is None or shutil.which("dpkg") is None:
        raise SetupError(f"type this and start again: {by_hand(packages)}")
    say(f"unpacking {' '.join(packages)} into {UNPACKED.relative_to(ROOT)}")
    lists, cache = UNPACKED / "apt" / "state", UNPACKED / "apt" / "cache"
    for folder in (lists / "lists" / "partial", cache / "archives" / "partial"):
        folder.mkdir(parents=True, exist_ok=True)
    options = (
        "Debug::NoLocking=1",
        "Dir::State::status=/var/lib/dpkg/status",
        f"Dir::State={lists}",
        f"Dir::Cache={cache}",
    )
    apt_get = ["apt-get", "-qq", *(word for each in options for word in ("-o", each))]
    _run([*apt_get, "update"], packages)
    only = ["--no-install-recommends", "--download-only"]
    _run([*apt_get, "install", "-y", *only, *packages], packages)
    for archive in sorted((cache / "archives").glob("*.deb")):
        subprocess.run(["dpkg", "-x", str(archive), str(UNPACKED)], check=True)
        archive.unlink()


def unpacked_libraries() -> list[Path]:
    """Return the folders of .state/native that hold shared libraries."""
    # libpulse, which Chromium needs, finds its other half by an absolute path only.
    patterns = ("lib/*-linux-*", "usr/lib/*-linux-*", "usr/lib/*-linux-*/pulseaudio")
    return sorted(folder for pattern in patterns for folder in UNPACKED.glob(pattern))


def by_hand(packages: Sequence[str]) -> str:
    """Return the line a person types to get the packages."""
    if shutil.which("apt-get") is None:
        return f"install the equivalents of Debian's {' '.join(packages)}"
    return f"sudo apt-get install {' '.join(packages)}"


def _run(argv: Sequence[str], packages: Sequence[str]) -> None:
    """Run apt quietly; what it says is worth reading only when it fails."""
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        argv, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    if done.returncode != 0:
        say(done.stdout.strip())
        raise SetupError(f"apt-get failed (see above); put it right, or: {by_hand(packages)}")
