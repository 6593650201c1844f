from enum import StrEnum

class PopulationOutKind(StrEnum):
    FINDINGS = "findings"
    OCCURRENCES = "occurrences"
    RESOURCES = "resources"

    def __str__(self) -> str:
        return str(self.value)
