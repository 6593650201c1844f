"""From a bearer token to its owner, within the token's scopes and rate."""

from django.conf import settings
from django.http import HttpRequest
from ninja.security.base import AuthBase

from artifact.api.call import Call
from artifact.api.problems import (
    HTTPS_REQUIRED,
    SCOPE_MISSING,
    TOO_MANY,
    UNAUTHENTICATED,
    Problem,
    not_found,
)
from artifact.engagements.models import Engagement
from artifact.rates import Standing, count
from artifact.tokens.authenticate import TokenInvalid, authenticate, note_use
from artifact.tokens.models import ApiToken
from artifact.tokens.scopes import Scope
from artifact.users.address import client_address
from artifact.users.policy import Action, may

SCHEME = "bearer"


class Bearer(AuthBase):
    """Lets in whose token has the scope, and whose role includes the action at this instant.

    No cookie is looked at, so that no page elsewhere can ask in somebody's name.
    """

    openapi_type = "http"
    openapi_scheme = SCHEME

    def __init__(self, scope: Scope, action: Action) -> None:
        self.scope = scope
        self.action = action
        super().__init__()

    def __call__(self, request: HttpRequest) -> Call:
        """The request's call with its token.

        :raises Problem: there is no token in force, it may not do this, or not now.
        """
        call: Call = request.call  # type: ignore[attr-defined]  # set by the middleware
        if settings.SECURE_SSL_REDIRECT and not request.is_secure():
            raise Problem(HTTPS_REQUIRED)
        call.token = _token(request, call)
        call.standing = count(settings.API_RATE, f"token {call.token}", now=call.at)
        _refuse_too_many(call.standing)
        operation = f"{request.method} {request.path_info}"
        note_use(call.token, operation=operation, address=client_address(request), now=call.at)
        if self.scope not in call.token.scopes:
            detail = f"This needs a token with the scope {self.scope.value}."
            raise Problem(SCOPE_MISSING, detail, members={"scope": self.scope.value})
        if not may(call.token.user, self.action):
            raise not_found()
        return call


def _token(request: HttpRequest, call: Call) -> ApiToken:
    scheme, _, text = request.headers.get("Authorization", "").partition(" ")
    try:
        # What came by another scheme is no token of ours.
        token = authenticate(text.strip() if scheme.lower() == SCHEME else "", now=call.at)
        _refuse_ended_engagement(token, call)
    except TokenInvalid:
        address = client_address(request) or ""
        _refuse_too_many(count(settings.API_REFUSED_RATE, f"token refused {address}", now=call.at))
        challenge = 'Bearer realm="artifact"'
        raise Problem(UNAUTHENTICATED, headers={"WWW-Authenticate": challenge}) from None
    return token


def _refuse_ended_engagement(token: ApiToken, call: Call) -> None:
    if not token.engagement:
        return
    open_now = Engagement.objects.visible_to(token.user, now=call.at).open_at(call.at)
    if not open_now.filter(engagement_id=token.engagement).exists():
        raise TokenInvalid


def _refuse_too_many(standing: Standing | None) -> None:
    if standing and standing.is_exceeded:
        raise Problem(TOO_MANY, headers={"Retry-After": str(standing.reset_seconds)})
