"""The API has an address of its own, which nothing else of the portal touches."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.http.response import HttpResponseNotAllowed
from django.urls import Resolver404, path, resolve

from artifact.api.call import Call
from artifact.api.problems import METHOD_NOT_ALLOWED, Problem, not_found
from artifact.api.service import api, refusal
from artifact.clock import now

PREFIX = "/api/v1"
_WITHOUT_BODY = (HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED)
GetResponse = Callable[[HttpRequest], HttpResponseBase]
urlpatterns = [path(f"{PREFIX.lstrip('/')}/", api.urls)]


class RestApi:
    """Answers what is asked below /api/v1 before any other middleware sees it.

    Sessions, the trailing slash, the redirect to https and error pages would only break programs:
    no cookie is read or set, and every error is a problem.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The API's answer, or the portal's."""
        asked = request.path_info
        if asked != PREFIX and not asked.startswith(f"{PREFIX}/"):
            return self._get_response(request)
        call = Call(at=now())
        request.call = call  # type: ignore[attr-defined]  # what makes it an ApiRequest
        return _headed(_answer(request), call)


def _answer(request: HttpRequest) -> HttpResponseBase:
    is_head = request.method == "HEAD"
    try:
        response = _dispatched(request, "GET" if is_head else request.method)
    except Exception as error:  # noqa: BLE001 -- whatever it is, programs get a problem
        response = refusal(request, error)
    _tell_length(response)
    return _without_body(response) if is_head else response


def _tell_length(response: HttpResponseBase) -> None:
    """A program keeps its connection only where it knows where the answer ends (RFC 9110, 8.6)."""
    if isinstance(response, HttpResponse) and response.status_code not in _WITHOUT_BODY:
        response["Content-Length"] = str(len(response.content))


def _without_body(response: HttpResponseBase) -> HttpResponseBase:
    if isinstance(response, HttpResponse):
        response.content = b""
    elif isinstance(response, StreamingHttpResponse):
        # What it holds is given back when the server closes it.
        response.streaming_content = []
    return response


def _dispatched(request: HttpRequest, method: str | None) -> HttpResponseBase:
    try:
        match = resolve(request.path_info, __name__)
    except Resolver404:
        raise not_found("No operation has this path.") from None
    if "\0" in request.path_info:
        raise not_found()
    request.resolver_match, request.method = match, method
    response: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
    if isinstance(response, HttpResponseNotAllowed):
        raise Problem(METHOD_NOT_ALLOWED, headers={"Allow": _allowed(response["Allow"])})
    return response


def _allowed(methods: str) -> str:
    names = {one.strip() for one in methods.split(",")}
    return ", ".join(sorted(names | ({"HEAD"} if "GET" in names else set())))


def _headed(response: HttpResponseBase, call: Call) -> HttpResponseBase:
    response["X-Request-Id"] = str(call.request_id)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
    if call.standing:
        response["RateLimit-Limit"] = str(call.standing.limit)
        response["RateLimit-Remaining"] = str(call.standing.remaining)
        response["RateLimit-Reset"] = str(call.standing.reset_seconds)
    # Django would log each refusal once more.
    response._has_been_logged = True  # type: ignore[attr-defined]  # noqa: SLF001 -- its own mark
    return response
