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


ALLOWED: dict[str, frozenset[Action]] = {
    Role.ADMINISTRATOR: frozenset(Action),
    Role.COMPLIANCE_MANAGER: frozenset(Action) - {Action.CONNECT_ACCOUNT},
    Role.ENGINEER: frozenset(Action) - {Action.MAKE_REPORT},
    Role.AUDITOR: frozenset({Action.READ_FINDINGS, Action.READ_EVIDENCE, Action.READ_REPORTS}),
    Role.CUSTOMER: frozenset({Action.READ_REPORTS}),
}


def may(user: User, action: Action) -> bool:
    """Whether the user's role includes the action; on which rows, the querysets decide."""
    return user.is_active and action in ALLOWED[user.role]
