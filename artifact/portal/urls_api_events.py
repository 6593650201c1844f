"""The portal's address of calls over AWS's protocol."""

from django.urls import path

from artifact.portal.views import api_events

urlpatterns = [path("api-events/", api_events.api_events, name="api-events")]
