"""One thing to be pulled."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Job:
    """`keeps` is the path that is there when it was done before, or empty: then it is done anew.

    `do` returns why it could not be done, or nothing.
    """

    name: str
    keeps: str
    do: Callable[[], str | None]
