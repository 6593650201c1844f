"""Which findings and which evidence a person may see: the one place that narrows them."""

from datetime import datetime

from django.db.models import Q, QuerySet

from artifact.users.models import Grant, GrantQuerySet, User
from artifact.users.policy import Action, may
from compliance.assessments.models import FindingQuerySet
from compliance.collectors.resource import GLOBAL
from compliance.frameworks.catalogue import frameworks
from compliance.frameworks.framework import Framework
from compliance.models import Finding, Snapshot


def visible_findings(
    user: User, *, now: datetime, framework: Framework | None = None
) -> FindingQuerySet:
    """All findings for people inside; for others those of a grant's framework and scope.

    With a framework, only grants that cover it count: what a person may see of another says
    nothing of this one.
    """
    findings = Finding.objects.all()
    if not may(user, Action.READ_FINDINGS):
        return findings.none()
    if user.is_inside:
        return findings
    covered = Q(pk__in=[])
    for grant in _grants(user, now):
        if framework is None or grant.framework in {"", framework.id}:
            covered |= _place(grant) & _controls(grant)
    return findings.filter(covered)


def visible_frameworks(user: User, *, now: datetime) -> list[Framework]:
    """Every framework for people inside; for others those that a grant covers."""
    if not may(user, Action.READ_FINDINGS):
        return []
    granted = {grant.framework for grant in _grants(user, now)}
    sees_all = user.is_inside or "" in granted
    return [one for one in frameworks().values() if sees_all or one.id in granted]


def visible_snapshots(user: User, *, now: datetime) -> QuerySet[Snapshot]:
    """All evidence for people inside; for others what their visible findings rest on."""
    snapshots = Snapshot.objects.all()
    if not may(user, Action.READ_EVIDENCE):
        return snapshots.none()
    if user.is_inside:
        return snapshots
    return snapshots.filter(findings__in=visible_findings(user, now=now)).distinct()


def _grants(user: User, now: datetime) -> GrantQuerySet:
    """Those that open findings: one that names a category or series is for reports alone."""
    return Grant.objects.held_by(user).in_force(now=now).filter(category="", series="")


# An empty Q vanishes in an "or", and would let nothing through where all is meant.
EVERYTHING = Q(pk__isnull=False)


def _place(grant: Grant) -> Q:
    place = Q(account=grant.account_id) if grant.account_id else EVERYTHING
    return place & Q(region__in=[*grant.regions, GLOBAL]) if grant.regions else place


def _controls(grant: Grant) -> Q:
    framework = frameworks().get(grant.framework)
    if not grant.framework:
        return EVERYTHING
    if framework is None:
        return Q(pk__in=[])
    # Another framework's limits give other verdicts, which are not this grant's to show.
    return Q(control__in=framework.control_ids, limits_of__in=["", framework.id])
