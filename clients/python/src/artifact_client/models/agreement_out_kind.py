from enum import StrEnum

class AgreementOutKind(StrEnum):
    BAA = "baa"
    DPA = "dpa"
    NDA = "nda"
    OTHER = "other"

    def __str__(self) -> str:
        return str(self.value)
