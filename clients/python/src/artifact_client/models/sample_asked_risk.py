from enum import StrEnum

class SampleAskedRisk(StrEnum):
    HIGH = "high"
    LOW = "low"
    VALUE_0 = ""

    def __str__(self) -> str:
        return str(self.value)
