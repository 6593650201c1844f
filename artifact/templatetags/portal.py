"""How the portal's pages write things."""

import json

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from artifact.customers.models import AccessRequest
from artifact.library.search import END, FOUND
from artifact.notifications.kinds import Kind as Kinds
from artifact.notifications.models import UNREAD_SHOWN, Delivery
from artifact.users.models import User
from artifact.users.policy import Action, may
from compliance.collectors.occurrence import Kind
from compliance.reports.pdf.layout import LABELS

register = template.Library()

SECTIONS = (
    ("findings", "Findings", Action.READ_FINDINGS),
    ("activity", "Activity", Action.READ_FINDINGS),
    ("reports", "Reports", Action.READ_REPORTS),
    ("engagements", "Engagements", Action.AUDIT),
    ("agreements", "Agreements", Action.SIGN_AGREEMENTS),
    ("customers", "Customers", Action.MANAGE_CUSTOMERS),
    ("runs", "Runs", Action.READ_RUNS),
    ("accounts", "Accounts", Action.READ_RUNS),
)
# What is looked at now and then stands behind one word, so that the rest fits into one row.
MORE_SECTIONS = (
    ("engagements", "Engagements", Action.ANSWER_REQUESTS),
    ("terms", "Terms", Action.MANAGE_LIBRARY),
    ("copies", "Copies", Action.TRACE_COPY),
    ("api-events", "API calls", Action.TRACE_COPY),
    ("integrity", "Integrity", Action.READ_RUNS),
)
# The parts of an engagement: name of the address, and label.
DESK_TABS = (
    ("engagement", "Overview", Action.READ_ENGAGEMENTS),
    ("engagement-requirements", "Requirements", Action.READ_ENGAGEMENTS),
    ("engagement-controls", "Controls", Action.READ_ENGAGEMENTS),
    ("engagement-evidence", "Evidence", Action.READ_ENGAGEMENTS),
    ("populations", "Populations", Action.READ_ENGAGEMENTS),
    ("audit-requests", "Requests", Action.READ_ENGAGEMENTS),
    ("conclusions", "Conclusions", Action.READ_ENGAGEMENTS),
    ("engagement-reads", "What was read", Action.READ_ENGAGEMENTS),
)


@register.filter
def desk_tabs(user: User) -> list[tuple[str, str]]:
    """The parts of an engagement that the user's role can open."""
    return [(name, label) for name, label, action in DESK_TABS if may(user, action)]


@register.filter
def after_place(key: str) -> str:
    """What a population's line is about: its key without account and region."""
    return key.split("/", 2)[-1]


@register.filter
def sections(user: User) -> list[tuple[str, str]]:
    """The sections that the user's role can open: name of the address, and label."""
    return [(name, label) for name, label, action in SECTIONS if may(user, action)]


@register.filter
def more_sections(user: User) -> list[tuple[str, str]]:
    """Those that the user's role can open and that stand behind "More"."""
    return [(name, label) for name, label, action in MORE_SECTIONS if may(user, action)]


@register.simple_tag
def waiting_requests() -> int:
    """How many requests for access wait for a manager."""
    return AccessRequest.objects.filter(state=AccessRequest.State.WAITING).count()


@register.filter
def unread(user: User) -> str:
    """How many messages of the person's inbox are unread, as it stands in the header."""
    count = Delivery.objects.unread_count(user)
    return f"{UNREAD_SHOWN}+" if count > UNREAD_SHOWN else str(count or "")


@register.filter
def told_of(kinds: list[str]) -> str:
    """The kinds of a subscription in words."""
    labels = dict(Kinds.choices)
    return ", ".join(labels.get(one, one) for one in kinds) or "Everything"


@register.filter
def starts_with(path: str, start: str) -> bool:
    """Whether one address lies below another."""
    return path.startswith(start)


@register.filter
def permits(user: User, action: str) -> bool:
    """Whether the user's role includes the action."""
    return may(user, Action(action))


@register.filter
def marked(snippet: str) -> SafeString:
    """A piece of text with the words that were found marked; everything else is escaped."""
    return mark_safe(  # noqa: S308 -- escaped just here
        escape(snippet).replace(FOUND, "<mark>").replace(END, "</mark>")
    )


@register.filter
def as_json(value: object) -> str:
    """A value as JSON, as in the answers that surround it."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)


@register.filter
def with_class(field: BoundField) -> str:
    """A form field with the class that Bootstrap wants for its kind of widget."""
    if isinstance(field.field.widget, (forms.CheckboxSelectMultiple, forms.RadioSelect)):
        return str(field)
    is_select = isinstance(field.field.widget, forms.Select)
    is_check = isinstance(field.field.widget, forms.CheckboxInput)
    name = "form-select" if is_select else "form-check-input" if is_check else "form-control"
    return field.as_widget(attrs={"class": f"{name} is-invalid" if field.errors else name})


@register.filter
def is_check(field: BoundField) -> bool:
    """Whether the field is a single tick box, which stands before its label."""
    return isinstance(field.field.widget, forms.CheckboxInput)


@register.filter
def label(status: str) -> str:
    """`not_determined` as `Not determined`."""
    return LABELS.get(status, status.replace("_", " ").capitalize())


@register.filter
def kind_label(kind: str) -> str:
    """`root_use` as `Root user`."""
    return Kind(kind).label


@register.filter
def within(arn: str, account_id: str) -> str:
    """What an ARN names in an account that stands beside it; whole if it is of another account.

    `arn:aws:kms:eu-west-1:111122223333:key/1f0c` as `key/1f0c`.
    """
    parts = arn.split(":", 5)
    is_own = len(parts) > 5 and parts[4] in {account_id, ""}  # noqa: PLR2004 -- an ARN has six
    return parts[5] if is_own else arn


@register.filter
def day_label(state: str) -> str:
    """How much of a day's history was read."""
    return {"whole": "wholly read", "partly": "partly read"}.get(state, "not read")
