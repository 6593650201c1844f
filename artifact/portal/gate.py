"""Who may open a page: a stranger gets 404, as if there were none."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control

from artifact.users.models import User
from artifact.users.policy import Action, may


class SignedInRequest(HttpRequest):
    """A request of somebody who has signed in; the middleware sees to that."""

    user: User


View = Callable[..., HttpResponseBase]


def needs(*actions: Action) -> Callable[[View], View]:
    """Let only those in whose role includes every action; without one, whoever has signed in.

    No answer is kept by browser or proxy: a shared screen shows nothing after signing out, and
    the back button never meets the part of a page that htmx asked for.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def gated(request: SignedInRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            if not all(may(request.user, action) for action in actions):
                raise Http404
            response = view(request, *args, **kwargs)
            patch_cache_control(response, private=True, no_store=True)
            return response

        return gated

    return decorate
