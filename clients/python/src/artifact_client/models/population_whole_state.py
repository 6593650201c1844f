from enum import StrEnum

class PopulationWholeState(StrEnum):
    COMPLETE = "complete"
    DIFFERS = "differs"
    INCOMPLETE = "incomplete"

    def __str__(self) -> str:
        return str(self.value)
