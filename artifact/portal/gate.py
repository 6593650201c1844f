"""Who may open a page: a stranger gets 404, as if there were none."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponseBase

from artifact.users.models import User
from artifact.users.policy import Action, may


class SignedInRequest(HttpRequest):
    """A request of somebody who has signed in; the middleware sees to that."""

    user: User


View = Callable[..., HttpResponseBase]


def needs(action: Action) -> Callable[[View], View]:
    """Let only those in whose role includes the action."""

    def decorate(view: View) -> View:
        @wraps(view)
        def gated(request: SignedInRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            if not may(request.user, action):
                raise Http404
            return view(request, *args, **kwargs)

        return gated

    return decorate
