"""How the portal's pages write things."""

from django import template

from artifact.users.models import User
from artifact.users.policy import Action, may
from compliance.assessments.standing import Standing
from compliance.reports.charts import Part, stacked_bar
from compliance.reports.pdf.layout import LABELS

register = template.Library()

SECTIONS = (
    ("findings", "Findings", Action.READ_FINDINGS),
    ("reports", "Reports", Action.READ_REPORTS),
    ("runs", "Runs", Action.READ_RUNS),
    ("accounts", "Accounts", Action.READ_RUNS),
)


@register.filter
def sections(user: User) -> list[tuple[str, str]]:
    """The sections that the user's role can open: name of the address, and label."""
    return [(name, label) for name, label, action in SECTIONS if may(user, action)]


@register.filter
def starts_with(path: str, start: str) -> bool:
    """Whether one address lies below another."""
    return path.startswith(start)


@register.filter
def permits(user: User, action: str) -> bool:
    """Whether the user's role includes the action."""
    return may(user, Action(action))


@register.filter
def bar(standing: Standing) -> str:
    """The standing as one bar of shares."""
    parts = [Part(status, LABELS[status], count) for status, count in sorted_counts(standing)]
    title = f"{standing.framework.name} in {standing.region}"
    return stacked_bar(parts, title=title)


@register.filter
def share(standing: Standing) -> str:
    """The share of requirements that are satisfied, of those that a control can decide."""
    decided = standing.total - standing.count("needs_evidence") - standing.count("not_applicable")
    if not decided:
        return "–"
    return f"{100 * standing.count('satisfied') / decided:.0f} %"


@register.filter
def sorted_counts(standing: Standing) -> list[tuple[str, int]]:
    """The counts by status, in the order in which the bar shows them."""
    order = ("satisfied", "not_satisfied", "not_determined", "needs_evidence", "not_applicable")
    return [(status, standing.count(status)) for status in order]


@register.filter
def label(status: str) -> str:
    """`not_determined` as `Not determined`."""
    return LABELS.get(status, status.replace("_", " ").capitalize())
