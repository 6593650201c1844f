"""The engine as a Django app."""

from django.apps import AppConfig


class ComplianceConfig(AppConfig):
    """Fills the closed sets of anchors, collectors, controls and signers once, at start."""

    name = "compliance"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Walk the plug-in packages and register the system checks."""
        from compliance import checks, collectors, controls  # noqa: PLC0415 -- needs the registry
        from compliance.collectors.collector import COLLECTORS  # noqa: PLC0415 -- needs the registry
        from compliance.controls.control import CONTROLS  # noqa: PLC0415 -- needs the registry
        from compliance.ledger import anchors  # noqa: PLC0415 -- needs the registry
        from compliance.ledger.anchors.anchor import ANCHORS  # noqa: PLC0415 -- needs the registry
        from compliance.reports import signers  # noqa: PLC0415 -- needs the registry
        from compliance.reports.signers.signer import SIGNERS  # noqa: PLC0415 -- needs the registry

        ANCHORS.load(anchors)
        COLLECTORS.load(collectors)
        CONTROLS.load(controls)
        SIGNERS.load(signers)
        checks.register_checks()
