"""The portal's addresses of terms and acceptances."""

from django.urls import path

from artifact.portal.views import terms

urlpatterns = [
    path("terms/", terms.terms, name="terms"),
    path("terms/publish/", terms.publish, name="term-publish"),
    path("terms/<id:term_id>/", terms.term, name="term"),
    path("terms/<id:term_id>/withdraw/", terms.withdraw, name="term-withdraw"),
    path("terms/<id:term_id>/versions/<int:number>", terms.wording, name="term-wording"),
    path("reports/versions/<int:pk>/terms/", terms.accept, name="report-terms"),
    path("reports/versions/<int:pk>/terms/document", terms.document, name="report-terms-document"),
    path(
        "acceptances/<int:pk>/certificate",
        terms.acceptance_certificate,
        name="acceptance-certificate",
    ),
]
