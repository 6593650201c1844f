"""Every address of the service."""

from django.contrib import admin
from django.urls import include, path, re_path

from artifact.awsapi.views import aws
from artifact.portal.views.health import healthz, workz

urlpatterns = [
    path("healthz", healthz),
    path("workz", workz),
    re_path(r"^aws/(?P<path>.*)$", aws),
    path("admin/", admin.site.urls),
    path("sign-in/", include("artifact.users.urls")),
    path("", include("artifact.portal.urls")),
]
