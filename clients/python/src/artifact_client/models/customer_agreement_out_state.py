from enum import StrEnum

class CustomerAgreementOutState(StrEnum):
    ACTIVE = "ACTIVE"
    AWS_TERMINATED = "AWS_TERMINATED"
    CUSTOMER_TERMINATED = "CUSTOMER_TERMINATED"

    def __str__(self) -> str:
        return str(self.value)
