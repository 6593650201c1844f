from enum import StrEnum

class PopulationWholeKind(StrEnum):
    FINDINGS = "findings"
    OCCURRENCES = "occurrences"
    RESOURCES = "resources"

    def __str__(self) -> str:
        return str(self.value)
