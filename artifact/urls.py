"""Every address of the service, but those of AWS's protocol (artifact/awsapi/middleware.py)."""

from django.contrib import admin
from django.urls import include, path

from artifact.portal.views.health import healthz, workz

urlpatterns = [
    path("healthz", healthz),
    path("workz", workz),
    path("admin/", admin.site.urls),
    path("sign-in/", include("artifact.users.urls")),
    path("", include("artifact.portal.urls")),
]
