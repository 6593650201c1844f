"""One request over the REST API: who asks, with which token, and when."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from django.http import HttpRequest

from artifact.rates import Standing
from artifact.tokens.models import ApiToken
from artifact.users.address import client_address
from artifact.users.caller import Caller, Channel
from artifact.users.models import User


@dataclass
class Call:
    """What is known of a request so far; all of it is looked at as of the instant `at`.

    `standing` is what is left of its token's rate.
    """

    at: datetime
    request_id: UUID = field(default_factory=uuid4)
    token: ApiToken | None = None
    standing: Standing | None = None

    @property
    def owner(self) -> User:
        """Whose token it is.

        :raises LookupError: none was checked yet.
        """
        return self.checked.user

    @property
    def checked(self) -> ApiToken:
        """The token, which was checked before any operation runs.

        :raises LookupError: none was checked yet.
        """
        if self.token is None:
            raise LookupError("no token was checked yet")
        return self.token


class ApiRequest(HttpRequest):
    """A request below the API's prefix; the middleware sees to its call."""

    call: Call


def api_caller(request: ApiRequest) -> Caller:
    """The token's owner, with what is known of their machine."""
    agent = request.headers.get("User-Agent", "")
    return Caller(request.call.owner, Channel.API, client_address(request), agent)
