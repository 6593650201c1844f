from enum import StrEnum

class ConclusionOutVerdict(StrEnum):
    EFFECTIVE = "effective"
    EXCEPTION = "exception"
    NOT_EFFECTIVE = "not_effective"
    NOT_TESTED = "not_tested"

    def __str__(self) -> str:
        return str(self.value)
