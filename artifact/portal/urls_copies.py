"""The portal's addresses of copies."""

from django.urls import path

from artifact.portal.views import copies

urlpatterns = [path("copies/", copies.trace, name="copies")]
