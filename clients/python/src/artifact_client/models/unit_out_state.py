from enum import StrEnum

class UnitOutState(StrEnum):
    DISABLED = "disabled"
    DONE = "done"
    QUEUED = "queued"
    RUNNING = "running"

    def __str__(self) -> str:
        return str(self.value)
