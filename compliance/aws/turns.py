"""How many calls of a unit wait for their answers at once, and which of them go first."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

Thing = TypeVar("Thing")
Made = TypeVar("Made")

CALLS_AT_ONCE = 16
# The pages of a list can only be asked for one after another: a list that waited for its turn
# among a thousand questions about single things would end long after them.
KEPT_FOR_LISTS = 4

_of_many: ContextVar[bool] = ContextVar("of_many", default=False)


class Turns:
    """The turns of one unit."""

    def __init__(self) -> None:
        self._all = threading.BoundedSemaphore(CALLS_AT_ONCE)
        self._of_many = threading.BoundedSemaphore(CALLS_AT_ONCE - KEPT_FOR_LISTS)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for one, and hold it."""
        if not _of_many.get():
            with self._all:
                yield
        else:
            with self._of_many, self._all:
                yield


def one_of_many(function: Callable[[Thing], Made], thing: Thing) -> Made:
    """The function's result; the calls it makes leave room for those of lists."""
    token = _of_many.set(True)
    try:
        return function(thing)
    finally:
        _of_many.reset(token)
