from enum import StrEnum

class ProblemType(StrEnum):
    VALUE_0 = "/api/problems/unreadable"
    VALUE_1 = "/api/problems/unauthenticated"
    VALUE_10 = "/api/problems/evidence-disposed"
    VALUE_11 = "/api/problems/body-too-large"
    VALUE_12 = "/api/problems/unsupported-media-type"
    VALUE_13 = "/api/problems/range-not-satisfiable"
    VALUE_14 = "/api/problems/invalid"
    VALUE_15 = "/api/problems/idempotency-key-reused"
    VALUE_16 = "/api/problems/too-many-requests"
    VALUE_17 = "/api/problems/internal"
    VALUE_2 = "/api/problems/https-required"
    VALUE_3 = "/api/problems/scope-missing"
    VALUE_4 = "/api/problems/terms-not-accepted"
    VALUE_5 = "/api/problems/not-found"
    VALUE_6 = "/api/problems/method-not-allowed"
    VALUE_7 = "/api/problems/conflict"
    VALUE_8 = "/api/problems/request-in-progress"
    VALUE_9 = "/api/problems/evidence-damaged"

    def __str__(self) -> str:
        return str(self.value)
