from enum import StrEnum

class AgreementOutSubjectsItem(StrEnum):
    ACCOUNT = "ACCOUNT"
    ORGANIZATION = "ORGANIZATION"

    def __str__(self) -> str:
        return str(self.value)
