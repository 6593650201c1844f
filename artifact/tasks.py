"""Every Celery task: ids in, one call, hints for what follows.

A message is only a hint. What is owed stands in the database; `reconcile`, which beat sends
every few seconds, hints again at whatever stands still.
"""

import logging
from contextlib import closing
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
from artifact.customers.send_mail import is_mail_due, send_due_mail
from artifact.engagements.exports import Export
from artifact.engagements.make_export import make_export
from artifact.engagements.owed_exports import owed_exports
from artifact.heartbeat import leave_beat
from artifact.idempotency.forget import forget_answers
from artifact.ledger.tend import tend
from artifact.library.check_upload import check_upload
from artifact.library.dispose_evidence import dispose_evidence
from artifact.library.import_aws_artifact import (
    Importing,
    TermsNotAnswered,
    import_aws_artifact,
)
from artifact.library.models import ReportVersion
from artifact.library.owed import owed_checks, owed_renderings
from artifact.library.render import render
from artifact.library.upload import MIB
from artifact.notifications.deliver import Outside, deliver
from artifact.notifications.models import Delivery
from artifact.notifications.owed import owed_deliveries
from artifact.notifications.take_in import is_behind, take_in
from artifact.notifications.tell_expiries import tell_expiries
from compliance.assessments.evaluate import evaluate
from compliance.aws.artifact_reports import ArtifactUnreadable, open_artifact_reports
from compliance.aws.session import AccountUnreachable
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
def make_workpapers(*, export_id: int) -> None:
    """Make a package of an engagement's work that was asked for."""
    try:
        make_export(export_id, clock=now, lease=_lease())
    except LeaseLost as lost:
        logger.warning("%s", lost)


@app.task(ignore_result=True)
def send_mail() -> None:
    """Send the letters that are owed."""
    send_due_mail(clock=now)


@app.task(ignore_result=True)
def check_document(*, version_id: int) -> None:
    """Find out whether an uploaded or imported document can be used."""
    try:
        check_upload(version_id, clock=now, lease=_lease())
    except LeaseLost as lost:
        logger.warning("%s", lost)


@app.task(ignore_result=True)
def tell_news() -> None:
    """Owe what the ledger's new entries tell; hint at what is to be sent."""
    take_in(now=now())
    _hint_deliveries()


@app.task(ignore_result=True)
def tell_what_expires() -> None:
    """Owe what is to be told of ends to come, and each week's digest."""
    tell_expiries(now=now())
    _hint_deliveries()


@app.task(ignore_result=True)
def deliver_notice(*, delivery_id: int) -> None:
    """Make the next attempt of a delivery."""
    try:
        deliver(delivery_id, clock=now, lease=_lease(), outside=_outside())
    except LeaseLost as lost:
        logger.warning("%s", lost)


@app.task(ignore_result=True)
def import_from_aws_artifact(*, account_id: str, accepted_by: str) -> None:
    """Take over an account's new AWS Artifact reports, as its schedule says."""
    account = Account.objects.get(account_id=account_id)
    if account.is_paused:
        return
    try:
        with closing(
            open_artifact_reports(
                account.target, endpoint_url="", max_bytes=max_document(), clock=now
            )
        ) as reports:
            given = Importing(
                reports, accepted_by=accepted_by, actor="schedule", max_bytes=max_document()
            )
            imported = import_aws_artifact(given, clock=now, took=hint_document)
    except (AccountUnreachable, ArtifactUnreadable, TermsNotAnswered) as refusal:
        logger.warning("scheduled import from AWS Artifact by %s: %s", account_id, refusal)
        return
    for told in imported.refusals:
        logger.warning("not imported from AWS Artifact by %s: %s", account_id, told)


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
    _hint_documents(patience)
    if is_mail_due(now=now()):
        _hint(send_mail)
    if is_behind():
        _hint(tell_news)
    _hint_deliveries()
    leave_beat(now())


def _hint_documents(patience: timedelta) -> None:
    for version_id in owed_renderings(hint_again_after=patience):
        _hint(render_report, version_id=version_id)
    for version_id in owed_checks(hint_again_after=patience):
        _hint(check_document, version_id=version_id)
    for export_id in owed_exports(hint_again_after=patience):
        _hint(make_workpapers, export_id=export_id)


@app.task(ignore_result=True)
def seal_ledger() -> None:
    """Seal the ledger's new entries into its tree; sign and anchor what came of it."""
    tend(now=now())
    _hint(tell_news)


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


@app.task(ignore_result=True)
def forget_kept_answers() -> None:
    """Delete answers of the REST API that are not given again."""
    forget_answers(now=now())


def hint_collection(collection: Collection) -> None:
    """Tell the workers of a started collection, once its rows are committed."""
    for unit in collection.units.filter(state=Unit.State.QUEUED):
        transaction.on_commit(partial(_hint, collect_unit, unit_id=unit.pk))


def hint_report(version: ReportVersion) -> None:
    """Tell the workers of a requested version, once its row is committed."""
    transaction.on_commit(partial(_hint, render_report, version_id=version.pk))


def hint_export(export: Export) -> None:
    """Tell the workers of a package that was asked for, once its row is committed."""
    transaction.on_commit(partial(_hint, make_workpapers, export_id=export.pk))


def hint_mail() -> None:
    """Tell the workers that letters are owed, once they are committed."""
    transaction.on_commit(partial(_hint, send_mail))


def hint_document(version: ReportVersion) -> None:
    """Tell the workers of a document that came in, once its row is committed."""
    transaction.on_commit(partial(_hint, check_document, version_id=version.pk))


def hint_delivery(delivery: Delivery) -> None:
    """Tell the workers of something to send, once its row is committed."""
    transaction.on_commit(partial(_hint, deliver_notice, delivery_id=delivery.pk))


def _hint_deliveries() -> None:
    for delivery_id in owed_deliveries(now=now(), hint_again_after=_lease()):
        _hint(deliver_notice, delivery_id=delivery_id)


def _hint(task: object, **ids: int) -> None:
    try:
        task.apply_async(kwargs=ids)  # type: ignore[attr-defined]  # celery's tasks are untyped
    except OperationalError as error:
        # The broker is away; the reconciler will hint again.
        logger.warning("could not hint at %s: %s", ids, error)


def max_document() -> int:
    """The bytes of the largest document that the library takes."""
    return settings.LIBRARY_MAX_MIB * MIB


def _lease() -> timedelta:
    return timedelta(seconds=settings.LEASE_SECONDS)


def _outside() -> Outside:
    return Outside(settings.SITE_URL, allow_loopback=settings.WEBHOOKS_TO_LOOPBACK)


def _max_age() -> timedelta:
    return timedelta(hours=settings.EVIDENCE_MAX_AGE_HOURS)
