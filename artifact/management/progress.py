"""Progress on standard error: one line that moves on a terminal, a line a second elsewhere."""

import time
from collections.abc import Callable
from typing import TextIO

PAUSE_SECONDS = 1.0
PAUSE_ON_TERMINAL_SECONDS = 0.1
PATIENCE_SECONDS = 15


def unclaimed(waited_seconds: float) -> str:
    """What to say of work that waits in a queue: nothing, or after a while the likely why."""
    return (
        " · no worker took it up yet: does one run?" if waited_seconds > PATIENCE_SECONDS else ""
    )


class Progress:
    """Writes what is going on to `stream`; standard output stays free for results."""

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self.stream = stream
        self._clock = clock
        self._moves = stream.isatty()
        self._pause_seconds = PAUSE_ON_TERMINAL_SECONDS if self._moves else PAUSE_SECONDS
        self._last = ""
        self._is_owed = False
        self._shown_at = -PAUSE_SECONDS

    def show(self, line: str) -> None:
        """Show the line in place of the one before; the same line again is not repeated.

        A log gets no line for each of a hundred thousand steps, but the last one surely.
        """
        if line == self._last and not self._is_owed:
            return
        self._last = line
        self._is_owed = self._clock() - self._shown_at < self._pause_seconds
        if not self._is_owed:
            self._write()

    def end(self) -> None:
        """Leave the last line standing."""
        if self._is_owed:
            self._write()
        if self._moves and self._last:
            self.stream.write("\n")
            self.stream.flush()
        self._last = ""
        self._is_owed = False

    def _write(self) -> None:
        self.stream.write(f"\r\x1b[K{self._last}" if self._moves else f"{self._last}\n")
        self.stream.flush()
        self._shown_at = self._clock()
