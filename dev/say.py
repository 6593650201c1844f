"""Words for the person at the terminal: progress on stderr, and errors that say what to do."""

import sys


def say(line: str) -> None:
    """Write one line of progress to stderr, at once."""
    print(f"run: {line}", file=sys.stderr, flush=True)


class SetupError(Exception):
    """Something the person has to put right; its text is one line that says how."""
