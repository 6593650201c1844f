"""The product as a Django app."""

import gc

from django.apps import AppConfig


class ArtifactConfig(AppConfig):
    """Fills the closed set of the AWS protocol's operations once, at start."""

    name = "artifact"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Walk the package of operations, register the system checks; this ends the start."""
        from artifact.awsapi import operations  # noqa: PLC0415 -- needs the registry
        from artifact.awsapi.operation import OPERATIONS  # noqa: PLC0415 -- needs the registry
        from artifact.library import checks  # noqa: PLC0415 -- needs the models

        OPERATIONS.load(operations)
        checks.register_checks()
        gc.freeze()
        gc.enable()
