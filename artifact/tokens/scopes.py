"""What a token may be used for: never more than its owner may do anyway."""

from django.db import models

from artifact.users.models import User
from artifact.users.policy import Action, may


class Scope(models.TextChoices):
    """One kind of work. A token has some of them; whoever made it chose which."""

    READ = "read", "Read what you may read"
    RUNS_WRITE = "runs:write", "Start runs"
    REPORTS_WRITE = "reports:write", "Accept terms and request reports"
    AGREEMENTS_WRITE = "agreements:write", "Accept and terminate agreements"
    ENGAGEMENTS_WRITE = "engagements:write", "Work in engagements"
    WEBHOOKS_WRITE = "webhooks:write", "Keep webhooks"


# The actions of which a role must include one, for a scope to be of any use to it.
NEEDED: dict[Scope, frozenset[Action]] = {
    Scope.READ: frozenset({Action.HOLD_TOKENS}),
    Scope.RUNS_WRITE: frozenset({Action.START_COLLECTION}),
    Scope.REPORTS_WRITE: frozenset({Action.READ_REPORTS}),
    Scope.AGREEMENTS_WRITE: frozenset({Action.SIGN_AGREEMENTS}),
    Scope.ENGAGEMENTS_WRITE: frozenset(
        {Action.AUDIT, Action.ANSWER_REQUESTS, Action.MANAGE_ENGAGEMENTS}
    ),
    Scope.WEBHOOKS_WRITE: frozenset({Action.SUBSCRIBE}),
}


def scopes_of(user: User) -> list[Scope]:
    """The scopes that are of use to somebody with this role."""
    return [scope for scope, actions in NEEDED.items() if any(may(user, one) for one in actions)]
