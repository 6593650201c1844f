from enum import StrEnum

class EventOutKind(StrEnum):
    ACCEPTED = "accepted"
    ASKED = "asked"
    CHANGED = "changed"
    RECEIVED = "received"
    RETURNED = "returned"

    def __str__(self) -> str:
        return str(self.value)
