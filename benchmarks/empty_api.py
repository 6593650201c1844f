"""The least that the API's framework does under gunicorn: an empty operation of django-ninja.

gunicorn benchmarks.empty_api
"""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest
from django.urls import path

settings.configure(ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, SECRET_KEY=os.urandom(8).hex())
application = get_wsgi_application()

from ninja import NinjaAPI  # noqa: E402 -- it reads the settings when it is imported

api = NinjaAPI(docs_url=None, openapi_url=None)


@api.get("/empty")
def empty(request: HttpRequest) -> dict[str, str]:
    """Nothing."""
    del request
    return {}


urlpatterns = [path("", api.urls)]
