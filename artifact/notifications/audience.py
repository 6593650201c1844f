"""Who may see at this moment what a notice is about, and what a subscription asks for."""

from collections.abc import Callable
from datetime import datetime

from django.db.models import Q

from artifact.access_keys.models import AccessKey
from artifact.agreements.customer_agreement import CustomerAgreement
from artifact.agreements.models import Term
from artifact.engagements.models import Auditor
from artifact.library.models import Report, ReportVersion
from artifact.notifications.kinds import Kind
from artifact.notifications.models import MailAddress, Notice, Subscription, Webhook
from artifact.users.models import Grant, User
from artifact.users.policy import Action, may


def may_see(notice: Notice, user: User, *, now: datetime, wanted: Q = Q()) -> bool:  # noqa: B008 -- never changed
    """Whether the person may know of it now; `wanted` narrows the reports that it concerns."""
    is_out = user.customer is not None and user.customer.is_closed
    if is_out or not may(user, Action.SUBSCRIBE):
        return False
    kind, _, name = notice.subject.partition(":")
    if kind == "report-version":
        return _sees_version(int(name), user, now, wanted, is_over=_is_withdrawal(notice))
    if kind == "term":
        return _sees_term(name, user, now, wanted)
    return SEES[kind](name, user)


def wanted_by(subscription: Subscription) -> Q:
    """The reports that a subscription is about."""
    named = {
        name: getattr(subscription, name)
        for name in ("framework", "category", "series")
        if getattr(subscription, name)
    }
    wanted = Q(**named)
    if subscription.region:
        # A report without regions speaks of every one.
        wanted &= Q(regions=[]) | Q(regions__contains=[subscription.region])
    return wanted


def is_written_to(user: User) -> bool:
    """Whether mail and webhooks leave for this person: their customer's account is subscribed."""
    return user.customer is None or user.customer.is_subscribed


def _is_withdrawal(notice: Notice) -> bool:
    return notice.kind == Kind.REPORT_WITHDRAWN


def _sees_version(pk: int, user: User, now: datetime, wanted: Q, *, is_over: bool) -> bool:
    """A withdrawn version is seen by nobody outside, but who sees its series must hear of it."""
    reports = Report.objects.visible_to(user, now=now).filter(wanted)
    if is_over:
        return reports.filter(versions=pk).exists()
    versions = ReportVersion.objects.visible_to(user, now=now)
    return versions.filter(pk=pk, report__in=reports).exists()


def _sees_term(term_id: str, user: User, now: datetime, wanted: Q) -> bool:
    """Terms concern whoever sees a report of their scope."""
    term = Term.objects.get(term_id=term_id)
    scope = {
        name: getattr(term, name)
        for name in ("framework", "series", "report_id")
        if getattr(term, name)
    }
    return Report.objects.visible_to(user, now=now).filter(wanted, **scope).exists()


def _sees_agreement(_name: str, user: User) -> bool:
    """What is offered is offered to every customer."""
    return may(user, Action.SIGN_AGREEMENTS) or may(user, Action.MANAGE_AGREEMENTS)


def _sees_customer_agreement(name: str, user: User) -> bool:
    visible = CustomerAgreement.objects.visible_to(user)
    return visible.filter(customer_agreement_id=name).exists()


def _sees_grant(name: str, user: User) -> bool:
    if may(user, Action.MANAGE_CUSTOMERS):
        return True
    return Grant.objects.held_by(user).filter(pk=name).exists()


def _sees_engagement(name: str, user: User) -> bool:
    if may(user, Action.MANAGE_ENGAGEMENTS):
        return True
    return Auditor.objects.of(user).filter(engagement__engagement_id=name).exists()


def _sees_key(name: str, user: User) -> bool:
    if may(user, Action.MANAGE_CUSTOMERS):
        return True
    return AccessKey.objects.filter(key_id=name, user=user).exists()


SEES: dict[str, Callable[[str, User], bool]] = {
    "agreement": _sees_agreement,
    "customer-agreement": _sees_customer_agreement,
    "grant": _sees_grant,
    "engagement": _sees_engagement,
    "access-key": _sees_key,
    "user": lambda name, user: name == str(user.pk),
    "webhook": lambda name, user: Webhook.objects.filter(pk=name, user=user).exists(),
    "mail-address": lambda name, user: MailAddress.objects.filter(pk=name, user=user).exists(),
}
