"""Keeping the demo's processes alive."""

import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO

from dev.child import Child, Program, die_with_parent, end, start
from dev.paths import ROOT
from dev.say import SetupError, say

_TICK_SECONDS = 0.1
_LONGEST_PAUSE_SECONDS = 30.0
_STEADY_AFTER_SECONDS = 60.0
_HOPELESS_AFTER = 5


@dataclass
class _Kept:
    child: Child
    is_restarted: bool
    started_at: float
    pause_seconds: float = 1.0
    quick_ends: int = 0
    restart_at: float | None = None


@dataclass
class Supervisor:
    """Restarts what it may restart, stops when a server it cannot restart is gone."""

    _kept: list[_Kept] = field(default_factory=list)

    def watch(self, child: Child) -> None:
        """Take over a server; its end ends the demo, since what it held is gone."""
        self._kept.append(_Kept(child, is_restarted=False, started_at=time.monotonic()))

    def keep(self, program: Program) -> Child:
        """Start a program and start it again whenever it ends."""
        child = start(program)
        self._kept.append(_Kept(child, is_restarted=True, started_at=time.monotonic()))
        return child

    def tend(self) -> None:
        """Restart what ended, with a growing pause between tries.

        :raises SetupError: when a watched server ended.
        """
        for kept in self._kept:
            if kept.restart_at is not None:
                self._restart_when_due(kept)
            elif kept.child.has_ended:
                self._notice_end(kept)

    def tend_forever(self) -> None:
        """Tend until a signal or a watched server's end raises."""
        while True:
            self.tend()
            time.sleep(_TICK_SECONDS)

    def wait_for(self, process: subprocess.Popen[bytes]) -> int:
        """Tend until the process ends and return its exit status.

        :raises SetupError: when something it may be waiting for keeps ending.
        """
        try:
            while process.poll() is None:
                self.tend()
                self._give_up_on_hopeless()
                time.sleep(_TICK_SECONDS)
        except BaseException:
            process.terminate()
            process.wait()
            raise
        return process.wait()

    def end_all(self) -> None:
        """End everything, the last started first; what needs the servers ends side by side."""
        for kept in self._kept:
            if kept.is_restarted and not kept.child.has_ended:
                kept.child.process.send_signal(kept.child.program.stop_signal)
        for kept in reversed(self._kept):
            end(kept.child)

    def _notice_end(self, kept: _Kept) -> None:
        program = kept.child.program
        if not kept.is_restarted:
            raise SetupError(f"{program.name} ended by itself: see {program.log}")
        end(kept.child)  # what is left of its session
        now = time.monotonic()
        if now - kept.started_at > _STEADY_AFTER_SECONDS:
            kept.pause_seconds, kept.quick_ends = 1.0, 0
        kept.quick_ends += 1
        say(
            f"{program.name} ended (status {kept.child.process.returncode}, see {program.log}); "
            f"again in {kept.pause_seconds:.0f} s"
        )
        kept.restart_at = now + kept.pause_seconds
        kept.pause_seconds = min(kept.pause_seconds * 2, _LONGEST_PAUSE_SECONDS)

    def _give_up_on_hopeless(self) -> None:
        for kept in self._kept:
            if kept.quick_ends >= _HOPELESS_AFTER:
                program = kept.child.program
                raise SetupError(f"{program.name} keeps ending: see {program.log}")

    def _restart_when_due(self, kept: _Kept) -> None:
        now = time.monotonic()
        if kept.restart_at is not None and now >= kept.restart_at:
            kept.child = start(kept.child.program)
            kept.started_at, kept.restart_at = now, None


def begin(
    argv: Sequence[str], env: Mapping[str, str], *, stdout: IO[bytes] | int
) -> subprocess.Popen[bytes]:
    """Start a command that ends by itself; its errors go to our stderr, its input is open."""
    return subprocess.Popen(
        argv,
        cwd=ROOT,
        env=dict(env),
        stdin=subprocess.PIPE,
        stdout=stdout,
        preexec_fn=die_with_parent(signal.SIGTERM),  # noqa: PLW1509 - one thread
    )
