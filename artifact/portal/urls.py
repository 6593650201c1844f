"""The portal's addresses."""

from django.urls import include, path

from artifact.portal.views import (
    accounts,
    evidence,
    findings,
    integrity,
    links,
    organizations,
    overview,
    reports,
    runs,
)

urlpatterns = [
    path("", overview.overview, name="overview"),
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/connect/", accounts.connect, name="account-connect"),
    path("accounts/<str:account_id>/", accounts.account, name="account"),
    path("accounts/<str:account_id>/change/", accounts.change, name="account-change"),
    path("accounts/<str:account_id>/collect/", accounts.collect, name="account-collect"),
    path(
        "accounts/<str:account_id>/organization/", organizations.organization, name="organization"
    ),
    path(
        "accounts/<str:account_id>/organization/follow/",
        organizations.follow,
        name="organization-follow",
    ),
    path(
        "accounts/<str:account_id>/organization/<str:member_id>/connect/",
        organizations.connect,
        name="organization-connect",
    ),
    path("runs/", runs.runs, name="runs"),
    path("runs/<int:pk>/", runs.run, name="run"),
    path("integrity/", integrity.integrity, name="integrity"),
    path("findings/", findings.findings, name="findings"),
    path("findings/<int:pk>/", findings.finding, name="finding"),
    path("evidence/<int:pk>/", evidence.snapshot, name="snapshot"),
    path("evidence/<int:pk>/calls/<int:number>/", evidence.call, name="call"),
    path("evidence/<int:pk>/calls/<int:number>/body", evidence.body, name="call-body"),
    path("", include("artifact.portal.urls_library")),
    path("", include("artifact.portal.urls_terms")),
    path("downloads/<str:token>", links.fetch_copy, name="download-link"),
    path("documents/<str:token>", links.fetch_document, name="document-link"),
    path("reports/", reports.reports, name="reports"),
    path("reports/request/", reports.request_version, name="report-request"),
    path("reports/<int:pk>/", reports.report, name="report"),
    path("reports/versions/<int:pk>/", reports.version, name="report-version"),
    path("reports/versions/<int:pk>/pdf", reports.pdf, name="report-pdf"),
]
