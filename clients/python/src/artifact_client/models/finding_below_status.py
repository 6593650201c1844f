from enum import StrEnum

class FindingBelowStatus(StrEnum):
    FAIL = "fail"
    NOT_APPLICABLE = "not_applicable"
    NOT_DETERMINED = "not_determined"
    PASS = "pass"

    def __str__(self) -> str:
        return str(self.value)
