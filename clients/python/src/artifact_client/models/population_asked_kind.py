from enum import StrEnum

class PopulationAskedKind(StrEnum):
    FINDINGS = "findings"
    OCCURRENCES = "occurrences"
    RESOURCES = "resources"

    def __str__(self) -> str:
        return str(self.value)
