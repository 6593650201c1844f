from enum import StrEnum

class RequestWholeState(StrEnum):
    ACCEPTED = "accepted"
    OPEN = "open"
    RECEIVED = "received"
    RETURNED = "returned"

    def __str__(self) -> str:
        return str(self.value)
