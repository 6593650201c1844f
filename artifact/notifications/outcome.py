"""What became of one attempt to deliver."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Outcome:
    """`error` is empty where it arrived. Who `wants_no_more` is not asked again."""

    error: str = ""
    status: int | None = None
    answer: str = ""
    wants_no_more: bool = False

    @property
    def has_arrived(self) -> bool:
        """Nothing was wrong with it."""
        return not self.error
