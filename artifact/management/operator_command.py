"""What the service's own commands have in common."""

from django.core.checks import Tags
from django.core.management.base import BaseCommand


class OperatorCommand(BaseCommand):
    """A command before which the system checks run, but those of addresses and of middleware.

    These load every view and the whole API, which takes longer than most commands do. `migrate`
    and `check` run them too.
    """

    requires_system_checks: tuple[str, ...] = (
        Tags.caches,
        Tags.files,
        Tags.models,
        "artifact",
        "compliance",
    )
