"""How far a pull has come: a bar on a terminal, lines elsewhere."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from artifactctl.plain import plain

SECONDS_BETWEEN_LINES = 5.0
Step = Callable[[str], None]


@contextmanager
def progress(total: int) -> Iterator[Step]:
    """Call what is yielded after each thing that is done, with its name."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _lines(total)
        return
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console) as bar:
        task = bar.add_task("", total=total)

        def step(name: str) -> None:
            bar.update(task, advance=1, description=plain(name))

        yield step


def _lines(total: int) -> Step:
    done, told = 0, time.monotonic()

    def step(name: str) -> None:
        nonlocal done, told
        done += 1
        if done == total or time.monotonic() - told >= SECONDS_BETWEEN_LINES:
            told = time.monotonic()
            sys.stderr.write(f"{done} of {total}: {plain(name)}\n")
            sys.stderr.flush()

    return step
