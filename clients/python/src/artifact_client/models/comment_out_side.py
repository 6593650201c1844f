from enum import StrEnum

class CommentOutSide(StrEnum):
    AUDITED = "audited"
    AUDITOR = "auditor"

    def __str__(self) -> str:
        return str(self.value)
