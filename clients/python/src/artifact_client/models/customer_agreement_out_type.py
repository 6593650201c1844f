from enum import StrEnum

class CustomerAgreementOutType(StrEnum):
    CUSTOM = "CUSTOM"
    DEFAULT = "DEFAULT"
    MODIFIED = "MODIFIED"

    def __str__(self) -> str:
        return str(self.value)
