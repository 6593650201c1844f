from enum import StrEnum

class SampleAskedStrataByItem(StrEnum):
    ACCOUNT = "account"
    REGION = "region"
    TYPE = "type"

    def __str__(self) -> str:
        return str(self.value)
