"""Every model of the product, each defined beside its stage."""

from artifact.library.models import Download, Report, ReportVersion
from artifact.users.models import Grant, User

__all__ = ["Download", "Grant", "Report", "ReportVersion", "User"]
