from enum import StrEnum

class HeldOutStatus(StrEnum):
    NEEDS_EVIDENCE = "needs_evidence"
    NOT_APPLICABLE = "not_applicable"
    NOT_DETERMINED = "not_determined"
    NOT_SATISFIED = "not_satisfied"
    SATISFIED = "satisfied"

    def __str__(self) -> str:
        return str(self.value)
