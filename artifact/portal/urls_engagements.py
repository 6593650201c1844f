"""The portal's addresses of engagements."""

from django.urls import path

from artifact.portal.views import (
    engagement_evidence,
    engagement_files,
    engagement_people,
    engagement_terms,
    engagements,
)

ONE = "engagements/<id:engagement_id>/"

urlpatterns = [
    path("start/", engagements.landing, name="landing"),
    path("engagements/", engagements.engagements, name="engagements"),
    path("engagements/open/", engagements.open_new, name="engagement-open"),
    path(ONE, engagements.engagement, name="engagement"),
    path(f"{ONE}change/", engagements.change, name="engagement-change"),
    path(f"{ONE}close/", engagements.close, name="engagement-close"),
    path(f"{ONE}people/add/", engagement_people.add, name="engagement-person-add"),
    path(
        f"{ONE}people/<int:pk>/remove/", engagement_people.remove, name="engagement-person-remove"
    ),
    path(f"{ONE}accept/", engagement_terms.accept, name="engagement-accept"),
    path(f"{ONE}terms", engagement_terms.document, name="engagement-terms"),
    path(f"{ONE}requirements/", engagement_evidence.requirements, name="engagement-requirements"),
    path(
        f"{ONE}requirements/<path:requirement_id>/",
        engagement_evidence.requirement,
        name="engagement-requirement",
    ),
    path(f"{ONE}controls/", engagement_evidence.controls, name="engagement-controls"),
    path(
        f"{ONE}controls/<str:control_id>/", engagement_evidence.control, name="engagement-control"
    ),
    path(f"{ONE}findings/<int:pk>/", engagement_evidence.finding, name="engagement-finding"),
    path(f"{ONE}evidence/", engagement_files.evidence, name="engagement-evidence"),
    path(f"{ONE}evidence.csv", engagement_files.index_csv, name="engagement-index-csv"),
    path(f"{ONE}evidence.xlsx", engagement_files.index_xlsx, name="engagement-index-xlsx"),
    path(
        f"{ONE}evidence/<id:evidence_no>/", engagement_files.numbered, name="engagement-numbered"
    ),
    path(
        f"{ONE}evidence/<id:evidence_no>/calls/<int:number>/",
        engagement_files.numbered_call,
        name="engagement-numbered-call",
    ),
    path(
        f"{ONE}evidence/<id:evidence_no>/references/",
        engagement_files.refer,
        name="engagement-references",
    ),
    path(f"{ONE}reads/", engagement_people.reads, name="engagement-reads"),
]
