"""Every address of the service, but those of its two protocols for programs.

These are in artifact/awsapi/middleware.py and artifact/api/middleware.py.
"""

from django.contrib import admin
from django.urls import include, path

from artifact.portal.views.health import healthz, workz

urlpatterns = [
    path("healthz", healthz),
    path("workz", workz),
    path("admin/", admin.site.urls),
    path("sign-in/", include("artifact.users.urls")),
    path("api/", include("artifact.api.urls")),
    path("", include("artifact.portal.urls")),
]
