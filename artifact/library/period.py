"""The days a document speaks of."""

from dataclasses import dataclass
from datetime import date


class PeriodInvalid(Exception):
    """It ends before it begins, or has one end only."""


@dataclass(frozen=True)
class Period:
    """From the first day to the last; both are missing where a document speaks of none."""

    start: date | None = None
    end: date | None = None

    def __bool__(self) -> bool:
        """Whether it says anything."""
        return bool(self.start or self.end)

    def __str__(self) -> str:
        return f"{self.start} to {self.end}" if self else ""

    def refuse_wrong(self) -> None:
        """Do nothing if it is none, or a day and the same or a later one.

        :raises PeriodInvalid: it is not.
        """
        if not self:
            return
        if self.start is None or self.end is None:
            raise PeriodInvalid("Give both the first and the last day of the period, or neither.")
        if self.end < self.start:
            raise PeriodInvalid(f"The period ends on {self.end}, before it begins.")


NO_PERIOD = Period()
