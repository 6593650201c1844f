"""Who may do what: one table, asked by every face."""

from enum import StrEnum

from artifact.users.models import User

Role = User.Role


class Action(StrEnum):
    """What a person can want to do."""

    CONNECT_ACCOUNT = "connect_account"
    START_COLLECTION = "start_collection"
    READ_RUNS = "read_runs"
    READ_FINDINGS = "read_findings"
    READ_EVIDENCE = "read_evidence"
    MAKE_REPORT = "make_report"
    READ_REPORTS = "read_reports"
    MANAGE_LIBRARY = "manage_library"
    TRACE_COPY = "trace_copy"
    MANAGE_AGREEMENTS = "manage_agreements"
    SIGN_AGREEMENTS = "sign_agreements"
    MANAGE_CUSTOMERS = "manage_customers"
    HOLD_ACCESS_KEYS = "hold_access_keys"
    SUBSCRIBE = "subscribe"
    READ_ENGAGEMENTS = "read_engagements"
    MANAGE_ENGAGEMENTS = "manage_engagements"
    ANSWER_REQUESTS = "answer_requests"
    AUDIT = "audit"
    HOLD_TOKENS = "hold_tokens"


# What changes the library, its terms and its readers is the manager's.
MANAGING = frozenset(
    {
        Action.MAKE_REPORT,
        Action.MANAGE_LIBRARY,
        Action.TRACE_COPY,
        Action.MANAGE_AGREEMENTS,
        Action.MANAGE_CUSTOMERS,
        Action.MANAGE_ENGAGEMENTS,
    }
)
# What everybody may do for themselves.
OWN = frozenset({Action.HOLD_ACCESS_KEYS, Action.HOLD_TOKENS, Action.SUBSCRIBE})
# What only those from outside may do, so that the audited side cannot: samples, conclusions.
AUDITING = frozenset({Action.AUDIT})


ALLOWED: dict[str, frozenset[Action]] = {
    Role.ADMINISTRATOR: frozenset(Action) - AUDITING,
    Role.COMPLIANCE_MANAGER: frozenset(Action) - AUDITING - {Action.CONNECT_ACCOUNT},
    # Nor do they sign: an agreement binds a customer, and they belong to none.
    Role.ENGINEER: frozenset(Action) - AUDITING - MANAGING - {Action.SIGN_AGREEMENTS},
    Role.AUDITOR: OWN
    | AUDITING
    | {
        Action.READ_FINDINGS,
        Action.READ_EVIDENCE,
        Action.READ_REPORTS,
        Action.READ_ENGAGEMENTS,
    },
    Role.CUSTOMER: OWN | {Action.READ_REPORTS, Action.SIGN_AGREEMENTS},
}


def may(user: User, action: Action) -> bool:
    """Whether the user's role includes the action; on which rows, the querysets decide."""
    return user.is_active and action in ALLOWED[user.role]
