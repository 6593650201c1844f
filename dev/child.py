"""Child processes that never outlive the process that started them."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dev.paths import ROOT
from dev.say import SetupError

_PR_SET_PDEATHSIG = 1  # linux/prctl.h
_LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


@dataclass(frozen=True, kw_only=True)
class Program:
    """What to start, and how it wants to be ended."""

    name: str
    argv: Sequence[str]
    log: Path
    env: Mapping[str, str] | None = None
    cwd: Path = ROOT
    user: int | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    """Asks for an orderly end."""
    death_signal: signal.Signals = signal.SIGTERM
    """Sent by the kernel when the process that started it is gone, however it went."""
    stdin: bytes | None = None


@dataclass(frozen=True)
class Child:
    """A started program."""

    program: Program
    process: subprocess.Popen[bytes]

    @property
    def has_ended(self) -> bool:
        """Whether the process is gone."""
        return self.process.poll() is not None


def start(program: Program) -> Child:
    """Start the program in its own session, its output appended to its log.

    The kernel signals the child when the *thread* that started it ends (prctl(2)), so only
    the main thread may call this.
    """
    program.log.parent.mkdir(parents=True, exist_ok=True)
    with program.log.open("ab") as log:
        process = subprocess.Popen(
            program.argv,
            stdin=subprocess.DEVNULL if program.stdin is None else subprocess.PIPE,
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=program.cwd,
            env=program.env,
            user=program.user,
            group=program.user,
            extra_groups=None if program.user is None else [],
            start_new_session=True,
            preexec_fn=die_with_parent(program.death_signal),  # noqa: PLW1509 - one thread
        )
    if process.stdin is not None and program.stdin is not None:
        process.stdin.write(program.stdin)
        process.stdin.close()
    return Child(program, process)


def die_with_parent(death_signal: signal.Signals) -> Callable[[], None]:
    """Return a preexec function that ties the new process to its parent's life.

    It runs after the change of user, which would clear the setting. Other systems than Linux
    have no such call: there a killed parent leaves its children.
    """
    parent = os.getpid()

    def tie() -> None:
        if _LIBC is not None and _LIBC.prctl(_PR_SET_PDEATHSIG, int(death_signal)) != 0:
            os._exit(126)
        if os.getppid() != parent:  # the parent died before the call
            os._exit(126)

    return tie


def await_ready(child: Child, is_ready: Callable[[], bool], *, timeout_seconds: float) -> None:
    """Wait until the child answers.

    :raises SetupError: when it ended or stayed silent; the text ends with its last log line.
    """
    deadline = time.monotonic() + timeout_seconds
    while not is_ready():
        if child.has_ended or time.monotonic() > deadline:
            fate = "ended" if child.has_ended else f"not ready after {timeout_seconds:.0f} s"
            log = child.program.log
            raise SetupError(f"{child.program.name} {fate}: {_last_line(log)} (see {log})")
        time.sleep(0.02)


def end(child: Child, *, grace_seconds: float = 10) -> None:
    """End the child and whatever is left of its session; kill after the grace period."""
    if not child.has_ended:
        child.process.send_signal(child.program.stop_signal)
        try:
            child.process.wait(grace_seconds)
        except subprocess.TimeoutExpired:
            child.process.kill()
    with contextlib.suppress(ProcessLookupError, PermissionError):  # nobody left (macOS: EPERM)
        os.killpg(child.process.pid, signal.SIGKILL)
    child.process.wait()


def _last_line(log: Path) -> str:
    lines = log.read_text(errors="replace").strip().splitlines()
    return lines[-1].strip() if lines else "it said nothing"
