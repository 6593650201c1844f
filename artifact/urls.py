"""Every address of the service."""

from django.contrib import admin
from django.urls import include, path

from artifact.portal.views.health import healthz

urlpatterns = [
    path("healthz", healthz),
    path("admin/", admin.site.urls),
    path("sign-in/", include("artifact.users.urls")),
    path("", include("artifact.portal.urls")),
]
