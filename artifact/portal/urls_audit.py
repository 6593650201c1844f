"""The portal's addresses of the auditor's work."""

from django.urls import path, re_path

from artifact.portal.views import audit_requests, conclusions, populations

ONE = "engagements/<id:engagement_id>/"
POPULATION = f"{ONE}populations/<id:population_id>/"
SAMPLE = f"{ONE}samples/<id:sample_id>/"
REQUEST = f"{ONE}requests/<int:number>/"
CONCLUSION = f"{ONE}conclusions/<str:control>/"

urlpatterns = [
    path(f"{ONE}populations/", populations.populations, name="populations"),
    path(f"{ONE}populations/freeze/", populations.freeze, name="population-freeze"),
    path(POPULATION, populations.population, name="population"),
    path(f"{POPULATION}content", populations.population_content, name="population-content"),
    path(f"{POPULATION}sample/", populations.sample_draw, name="sample-draw"),
    path(f"{ONE}samples/draw_sample.py", populations.sampling_program, name="sampling-program"),
    path(SAMPLE, populations.sample, name="sample"),
    path(f"{SAMPLE}content", populations.sample_content, name="sample-content"),
    path(f"{SAMPLE}request/", populations.sample_request, name="sample-request"),
    path(f"{ONE}requests/", audit_requests.requests, name="audit-requests"),
    path(f"{ONE}requests/ask/", audit_requests.request_ask, name="audit-request-ask"),
    path(f"{ONE}requests/import/", audit_requests.requests_import, name="audit-requests-import"),
    re_path(
        r"^engagements/(?P<engagement_id>[0-9A-Za-z-]+)/requests/list\.(?P<kind>csv|xlsx)$",
        audit_requests.requests_list,
        name="audit-requests-list",
    ),
    path(REQUEST, audit_requests.audit_request, name="audit-request"),
    path(f"{REQUEST}change/", audit_requests.request_change, name="audit-request-change"),
    path(f"{REQUEST}answer/", audit_requests.request_answer, name="audit-request-answer"),
    path(f"{REQUEST}judge/", audit_requests.request_judge, name="audit-request-judge"),
    path(f"{REQUEST}files/<int:pk>", audit_requests.request_file, name="audit-request-file"),
    path(f"{ONE}comments/", conclusions.write_comment, name="audit-comment"),
    path(f"{ONE}conclusions/", conclusions.conclusions, name="conclusions"),
    path(CONCLUSION, conclusions.conclusion, name="conclusion"),
    path(f"{CONCLUSION}write/", conclusions.conclusion_write, name="conclusion-write"),
    path(
        f"{CONCLUSION}share/<int:number>/", conclusions.conclusion_share, name="conclusion-share"
    ),
    path(f"{ONE}workpapers", conclusions.workpapers, name="workpapers"),
]
