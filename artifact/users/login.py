"""The sign-in form, also where a part of a page asks after its session has ended."""

from allauth.account import views
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseBase
from django_htmx.http import HttpResponseClientRefresh


@login_not_required
def login(request: HttpRequest) -> HttpResponseBase:
    """django-allauth's form; htmx is told to load the whole page again, which then leads here."""
    if request.htmx:  # type: ignore[attr-defined]  # set by django-htmx
        return HttpResponseClientRefresh()
    response: HttpResponseBase = views.login(request)
    return response
