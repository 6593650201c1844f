"""Progress on standard error: one line that moves on a terminal, a line per change elsewhere."""

from typing import TextIO


class Progress:
    """Writes what is going on to `stream`; standard output stays free for results."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self._moves = stream.isatty()
        self._last = ""

    def show(self, line: str) -> None:
        """Show the line in place of the one before; the same line again is not repeated."""
        if line == self._last:
            return
        self.stream.write(f"\r\x1b[K{line}" if self._moves else f"{line}\n")
        self.stream.flush()
        self._last = line

    def end(self) -> None:
        """Leave the last line standing."""
        if self._moves and self._last:
            self.stream.write("\n")
            self.stream.flush()
        self._last = ""
