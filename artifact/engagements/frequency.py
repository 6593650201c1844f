"""How many are drawn where nobody says a number: by how often a control is performed."""

from django.db import models


class Frequency(models.TextChoices):
    """How often what is tested happens."""

    ANNUAL = "annual", "Once a year"
    SEMIANNUAL = "semiannual", "Twice a year"
    QUARTERLY = "quarterly", "Every quarter"
    MONTHLY = "monthly", "Every month"
    WEEKLY = "weekly", "Every week"
    DAILY = "daily", "Every day"
    MANY = "many", "Many times a day"


class Risk(models.TextChoices):
    """How much depends on it not failing."""

    LOW = "low", "Low"
    HIGH = "high", "High"


# This service's own table (docs/audit-work.md), at low and at high risk; a number overrides it.
SIZES: dict[str, tuple[int, int]] = {
    Frequency.ANNUAL: (1, 1),
    Frequency.SEMIANNUAL: (1, 2),
    Frequency.QUARTERLY: (2, 2),
    Frequency.MONTHLY: (2, 4),
    Frequency.WEEKLY: (5, 10),
    Frequency.DAILY: (15, 30),
    Frequency.MANY: (25, 45),
}


def size_of(frequency: str, risk: str) -> int:
    """How many to draw."""
    low, high = SIZES[frequency]
    return high if risk == Risk.HIGH else low
