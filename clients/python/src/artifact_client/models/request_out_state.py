from enum import StrEnum

class RequestOutState(StrEnum):
    ACCEPTED = "accepted"
    OPEN = "open"
    RECEIVED = "received"
    RETURNED = "returned"

    def __str__(self) -> str:
        return str(self.value)
