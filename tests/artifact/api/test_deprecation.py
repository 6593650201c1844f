"""How an operation says that it will go away."""

from datetime import date

from django.http import HttpResponse

from artifact.api.deprecation import Deprecation


def test_it_says_since_when_until_when_and_what_comes_instead() -> None:
    response = HttpResponse(headers={"Link": '</api/v1/x?cursor=1>; rel="next"'})
    going = Deprecation(date(2027, 1, 1), date(2027, 7, 1), "/api/v2/x")

    going.announce(response)

    assert response["Deprecation"] == "@1798761600"
    assert response["Sunset"] == "Thu, 01 Jul 2027 00:00:00 GMT"
    assert response["Link"] == (
        '</api/v1/x?cursor=1>; rel="next", </api/v2/x>; rel="successor-version"'
    )
