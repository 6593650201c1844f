from enum import StrEnum

class JudgementInVerdict(StrEnum):
    ACCEPTED = "accepted"
    RETURNED = "returned"

    def __str__(self) -> str:
        return str(self.value)
