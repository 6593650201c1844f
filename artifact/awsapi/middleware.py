"""AWS's protocol has an address of its own, which nothing else of the portal touches."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from artifact.awsapi.views import aws

PREFIX = "/aws"
GetResponse = Callable[[HttpRequest], HttpResponse]


class AwsProtocol:
    """Answers what is asked below /aws before any other middleware sees it.

    SDKs follow no redirect, send no cookie and read no HTML: sessions, the trailing slash, the
    redirect to https and error pages would only break them, and each costs time.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The protocol's answer, or the portal's."""
        path = request.path_info
        if path == PREFIX or path.startswith(f"{PREFIX}/"):
            return aws(request, path.removeprefix(PREFIX))
        return self._get_response(request)
