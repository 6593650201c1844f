"""Running a command in the person's terminal, with services around it."""

import os
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import FrameType

from dev.child import die_with_parent
from dev.paths import ROOT


class Interrupted(BaseException):
    """A signal asked us to end; everything started is being ended in reverse order."""

    def __init__(self, number: int) -> None:
        """Keep the signal's number for the exit status."""
        super().__init__(number)
        self.number = number


def raise_on_signals() -> None:
    """Turn the first SIGINT, SIGTERM or SIGHUP into Interrupted and ignore later ones.

    One that is ignored already stays so: that is how `nohup` and `&` work.
    """
    wanted = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    numbers = [each for each in wanted if signal.getsignal(each) != signal.SIG_IGN]

    def interrupt(number: int, _frame: FrameType | None) -> None:
        for each in numbers:
            signal.signal(each, signal.SIG_IGN)
        raise Interrupted(number)

    for each in numbers:
        signal.signal(each, interrupt)


def run_in_foreground(argv: Sequence[str], env: Mapping[str, str]) -> int:
    """Run the command to its end and return its exit status (128 + n when signal n ended it).

    It shares our terminal, so Ctrl-C reaches it directly; we wait for it to finish.
    """
    process = _start(argv, env)
    try:
        status = process.wait()
    except Interrupted as stop:
        if stop.number != signal.SIGINT:
            process.send_signal(stop.number)
        process.wait()
        raise
    return status if status >= 0 else 128 - status


@contextmanager
def running_beside(argv: Sequence[str]) -> Iterator[subprocess.Popen[bytes]]:
    """Run the command in the terminal beside what the context does, and wait for its end.

    It is ended where the context fails; Ctrl-C reaches it directly.
    """
    process = _start(argv, {})
    try:
        yield process
    except BaseException as stop:
        if not (isinstance(stop, Interrupted) and stop.number == signal.SIGINT):
            process.terminate()
        raise
    finally:
        process.wait()


def _start(argv: Sequence[str], env: Mapping[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        argv,
        cwd=ROOT,
        env={**os.environ, **env},
        preexec_fn=die_with_parent(signal.SIGTERM),  # noqa: PLW1509 - one thread
    )
