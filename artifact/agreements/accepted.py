"""Whether somebody has said yes to a wording."""

from artifact.agreements.models import Acceptance, TermVersion
from artifact.users.models import User


def accepted_term(user: User, term_version: TermVersion) -> Acceptance | None:
    """The person's newest acceptance of this very wording; None if there is none."""
    given = Acceptance.objects.filter(
        kind=Acceptance.Kind.TERM, user=user, term_version=term_version
    )
    return given.order_by("-at", "-pk").first()
