"""The portal's addresses of tokens for the REST API."""

from django.urls import path

from artifact.portal.views import tokens

urlpatterns = [
    path("tokens/", tokens.tokens, name="tokens"),
    path("tokens/everybody/", tokens.everybodys, name="everybodys-tokens"),
    path("tokens/<str:token_id>/revoke/", tokens.revoke, name="token-revoke"),
]
