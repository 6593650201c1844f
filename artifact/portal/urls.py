"""The portal's addresses."""

from django.urls import include, path, register_converter
from django.urls.converters import StringConverter

from artifact.portal.views import (
    accounts,
    activity,
    evidence,
    findings,
    frameworks,
    integrity,
    links,
    organizations,
    overview,
    reports,
    runs,
)


class AccountId(StringConverter):
    """Twelve digits; whatever else stands in an address names no account."""

    regex = "[0-9]{12}"


register_converter(AccountId, "account_id")

urlpatterns = [
    path("", overview.overview, name="overview"),
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/connect/", accounts.connect, name="account-connect"),
    path("accounts/<account_id:account_id>/", accounts.account, name="account"),
    path("accounts/<account_id:account_id>/change/", accounts.change, name="account-change"),
    path("accounts/<account_id:account_id>/collect/", accounts.collect, name="account-collect"),
    path(
        "accounts/<account_id:account_id>/organization/",
        organizations.organization,
        name="organization",
    ),
    path(
        "accounts/<account_id:account_id>/organization/follow/",
        organizations.follow,
        name="organization-follow",
    ),
    path(
        "accounts/<account_id:account_id>/organization/<account_id:member_id>/connect/",
        organizations.connect,
        name="organization-connect",
    ),
    path("runs/", runs.runs, name="runs"),
    path("runs/<int:pk>/", runs.run, name="run"),
    path("integrity/", integrity.integrity, name="integrity"),
    path("findings/", findings.findings, name="findings"),
    path("findings/<int:pk>/", findings.finding, name="finding"),
    path("frameworks/<str:framework_id>/inherited/", frameworks.inherited, name="inherited"),
    path("activity/", activity.activity, name="activity"),
    path("evidence/<int:pk>/", evidence.snapshot, name="snapshot"),
    path("evidence/<int:pk>/calls/<int:number>/", evidence.call, name="call"),
    path("evidence/<int:pk>/calls/<int:number>/body", evidence.body, name="call-body"),
    path("", include("artifact.portal.urls_agreements")),
    path("", include("artifact.portal.urls_library")),
    path("", include("artifact.portal.urls_terms")),
    path("", include("artifact.portal.urls_copies")),
    path("", include("artifact.portal.urls_customers")),
    path("", include("artifact.portal.urls_engagements")),
    path("", include("artifact.portal.urls_notifications")),
    path("", include("artifact.portal.urls_api_events")),
    path("", include("artifact.portal.urls_audit")),
    path("downloads/<str:token>", links.fetch_copy, name="download-link"),
    path("documents/<str:token>", links.fetch_document, name="document-link"),
    path("reports/", reports.reports, name="reports"),
    path("reports/request/", reports.request_version, name="report-request"),
    path("reports/<int:pk>/", reports.report, name="report"),
    path("reports/versions/<int:pk>/", reports.version, name="report-version"),
    path("reports/versions/<int:pk>/pdf", reports.pdf, name="report-pdf"),
]
