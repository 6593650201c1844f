"""The addresses of the API's documentation; the API's own are in its middleware."""

from django.urls import path

from artifact.api.docs import openapi, operations, problem

urlpatterns = [
    path("docs/", operations, name="api-docs"),
    path("docs/openapi.json", openapi, name="api-document"),
    path("problems/<slug:slug>", problem, name="api-problem"),
]
