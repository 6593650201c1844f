"""The addresses at which the library is filled."""

from django.urls import path

from artifact.portal.views import library

urlpatterns = [
    path("reports/by-region/", library.by_region, name="reports-by-region"),
    path("reports/add/", library.add, name="report-add"),
    path("reports/<int:pk>/change/", library.change, name="report-change"),
    path("reports/<int:pk>/upload/", library.upload_version, name="report-upload"),
    path("reports/versions/<int:pk>/publish/", library.publish_version, name="report-publish"),
    path("reports/versions/<int:pk>/withdraw/", library.withdraw_version, name="report-withdraw"),
]
