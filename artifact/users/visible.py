"""Which findings and which evidence a person may see: the one place that narrows them."""

from datetime import datetime

from django.db.models import Q, QuerySet

from artifact.users.models import Grant, User
from artifact.users.policy import Action, may
from compliance.assessments.models import FindingQuerySet
from compliance.collectors.resource import GLOBAL
from compliance.frameworks.catalogue import frameworks
from compliance.models import Finding, Snapshot


def visible_findings(user: User, *, now: datetime) -> FindingQuerySet:
    """All findings for people inside; for others those of a grant's framework and scope."""
    findings = Finding.objects.all()
    if not may(user, Action.READ_FINDINGS):
        return findings.none()
    if user.is_inside:
        return findings
    covered = Q(pk__in=[])
    for grant in user.grants.in_force(now=now):
        covered |= _place(grant) & _controls(grant)
    return findings.filter(covered)


def visible_snapshots(user: User, *, now: datetime) -> QuerySet[Snapshot]:
    """All evidence for people inside; for others what their visible findings rest on."""
    snapshots = Snapshot.objects.all()
    if not may(user, Action.READ_EVIDENCE):
        return snapshots.none()
    if user.is_inside:
        return snapshots
    return snapshots.filter(findings__in=visible_findings(user, now=now)).distinct()


def _place(grant: Grant) -> Q:
    place = Q(account=grant.account_id) if grant.account_id else Q()
    return place & Q(region__in=[*grant.regions, GLOBAL]) if grant.regions else place


def _controls(grant: Grant) -> Q:
    framework = frameworks().get(grant.framework)
    if not grant.framework:
        return Q()
    if framework is None:
        return Q(pk__in=[])
    return Q(control__in=framework.control_ids)
