from enum import StrEnum

class EngagementOutState(StrEnum):
    CLOSED = "closed"
    OPEN = "open"
    OVER = "over"
    TO_COME = "to_come"

    def __str__(self) -> str:
        return str(self.value)
