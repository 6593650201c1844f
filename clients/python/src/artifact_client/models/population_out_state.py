from enum import StrEnum

class PopulationOutState(StrEnum):
    COMPLETE = "complete"
    DIFFERS = "differs"
    INCOMPLETE = "incomplete"

    def __str__(self) -> str:
        return str(self.value)
