from enum import StrEnum

class SampleAskedFrequency(StrEnum):
    ANNUAL = "annual"
    DAILY = "daily"
    MANY = "many"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    SEMIANNUAL = "semiannual"
    VALUE_0 = ""
    WEEKLY = "weekly"

    def __str__(self) -> str:
        return str(self.value)
