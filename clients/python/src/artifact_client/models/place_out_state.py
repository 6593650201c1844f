from enum import StrEnum

class PlaceOutState(StrEnum):
    NEVER_READ = "never_read"
    READ = "read"
    STALE = "stale"

    def __str__(self) -> str:
        return str(self.value)
