"""How a report's facts are written."""

from datetime import datetime

from django import template

from compliance.reports.pdf.layout import COVERAGE_LABELS, LABELS

register = template.Library()


@register.filter
def status_label(status: str) -> str:
    """`not_determined` as `Not determined`."""
    return LABELS[status]


@register.filter
def coverage_label(state: str) -> str:
    """`never_read` as `Never read`."""
    return COVERAGE_LABELS[state]


@register.filter
def instant(text: str) -> str:
    """An ISO 8601 time as `2026-03-31 23:59`; a dash where there is none."""
    return f"{datetime.fromisoformat(text):%Y-%m-%d %H:%M}" if text else "–"


@register.filter
def day(text: str) -> str:
    """An ISO 8601 time as `2026-03-31`."""
    return text[:10]


@register.filter
def spaced(word: str) -> str:
    """`service_providers` as `service providers`."""
    return word.replace("_", " ")
