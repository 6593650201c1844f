"""The product as a Django app."""

from django.apps import AppConfig


class ArtifactConfig(AppConfig):
    """Users, library, portal and tasks."""

    name = "artifact"
    default_auto_field = "django.db.models.BigAutoField"
