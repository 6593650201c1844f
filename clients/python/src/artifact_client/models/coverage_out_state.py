from enum import StrEnum

class CoverageOutState(StrEnum):
    COMPLETE = "complete"
    DISABLED = "disabled"
    INCOMPLETE = "incomplete"
    WAITING = "waiting"

    def __str__(self) -> str:
        return str(self.value)
