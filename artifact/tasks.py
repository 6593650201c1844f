"""Every Celery task: ids in, one call, hints for what follows.

A message is only a hint. What is owed stands in the database; `reconcile`, which beat sends
every few seconds, hints again at whatever stands still.
"""

import logging
from datetime import timedelta
from functools import partial

from django.conf import settings
from django.db import transaction
from kombu.exceptions import OperationalError

from artifact.accounts.discover import discover
from artifact.accounts.owed import owed_organizations
from artifact.awsapi.forget_step_tokens import forget_step_tokens
from artifact.celery import app
from artifact.clock import now
from artifact.heartbeat import leave_beat
from artifact.ledger.tend import tend
from artifact.library.dispose_evidence import dispose_evidence
from artifact.library.models import ReportVersion
from artifact.library.owed import owed_versions
from artifact.library.render import render
from compliance.assessments.evaluate import evaluate
from compliance.evidence.check_fixity import check_fixity
from compliance.evidence.collect import collect
from compliance.evidence.reconcile import reconcile as find_owed
from compliance.evidence.start import CollectionRefused, start
from compliance.lease import LeaseLost
from compliance.models import Account, Collection, Unit

logger = logging.getLogger(__name__)


@app.task(ignore_result=True)
def collect_account(*, account_id: str) -> None:
    """Start reading an account, as its schedule says. An open reading is left alone."""
    account = Account.objects.get(account_id=account_id)
    try:
        hint_collection(start(account, requested_by="schedule", now=now()))
    except CollectionRefused as refusal:
        logger.warning("scheduled collection of %s: %s", account_id, refusal)


@app.task(ignore_result=True)
def collect_unit(*, unit_id: int) -> None:
    """Read one unit; hint at the units that follow, or at the evaluation."""
    try:
        finished = collect(unit_id, clock=now, lease=_lease())
    except LeaseLost as lost:
        logger.warning("%s", lost)
        return
    if finished is None:
        return
    for next_unit in finished.next_units:
        _hint(collect_unit, unit_id=next_unit)
    if finished.has_ended:
        _hint(evaluate_collection, collection_id=finished.collection_id)


@app.task(ignore_result=True)
def evaluate_collection(*, collection_id: int) -> None:
    """Turn an ended collection into findings."""
    account_id = Collection.objects.values_list("account_id", flat=True).get(pk=collection_id)
    evaluate(account_id, now=now(), max_age=_max_age())


@app.task(ignore_result=True)
def discover_accounts(*, organization_id: int) -> None:
    """Take over which accounts an organisation has, as they were listed last."""
    found = discover(organization_id, now=now())
    for refusal in found.refused:
        logger.warning("an organisation's account was not connected: %s", refusal)


@app.task(ignore_result=True)
def render_report(*, version_id: int) -> None:
    """Render and publish a requested version."""
    try:
        render(version_id, clock=now, lease=_lease(), max_age=_max_age())
    except LeaseLost as lost:
        logger.warning("%s", lost)


@app.task(ignore_result=True)
def reconcile() -> None:
    """Hint again at what was started and stands still."""
    patience = timedelta(seconds=settings.LEASE_SECONDS)
    owed = find_owed(hint_again_after=patience)
    for unit_id in owed.units:
        _hint(collect_unit, unit_id=unit_id)
    for collection_id in owed.collections:
        _hint(evaluate_collection, collection_id=collection_id)
    for organization_id in owed_organizations():
        _hint(discover_accounts, organization_id=organization_id)
    for version_id in owed_versions(hint_again_after=patience):
        _hint(render_report, version_id=version_id)
    leave_beat(now())


@app.task(ignore_result=True)
def seal_ledger() -> None:
    """Seal the ledger's new entries into its tree; sign and anchor what came of it."""
    tend(now=now())


@app.task(ignore_result=True)
def check_evidence() -> None:
    """Hash everything that is kept anew, as every night."""
    check = check_fixity(requested_by="schedule", clock=now)
    if check.damaged:
        logger.error("%s found %d damaged blobs", check, len(check.damaged))


@app.task(ignore_result=True)
def dispose_of_evidence() -> None:
    """Delete what the rules of retention have done with, where that is switched on."""
    if settings.DISPOSE_EVIDENCE:
        dispose_evidence(actor="schedule", now=now())


@app.task(ignore_result=True)
def forget_ended_step_tokens() -> None:
    """Delete tokens of the AWS protocol that open nothing any more."""
    forget_step_tokens(now=now())


def hint_collection(collection: Collection) -> None:
    """Tell the workers of a started collection, once its rows are committed."""
    for unit in collection.units.filter(state=Unit.State.QUEUED):
        transaction.on_commit(partial(_hint, collect_unit, unit_id=unit.pk))


def hint_report(version: ReportVersion) -> None:
    """Tell the workers of a requested version, once its row is committed."""
    transaction.on_commit(partial(_hint, render_report, version_id=version.pk))


def _hint(task: object, **ids: int) -> None:
    try:
        task.apply_async(kwargs=ids)  # type: ignore[attr-defined]  # celery's tasks are untyped
    except OperationalError as error:
        # The broker is away; the reconciler will hint again.
        logger.warning("could not hint at %s: %s", ids, error)


def _lease() -> timedelta:
    return timedelta(seconds=settings.LEASE_SECONDS)


def _max_age() -> timedelta:
    return timedelta(hours=settings.EVIDENCE_MAX_AGE_HOURS)
