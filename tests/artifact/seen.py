"""A small estate to look at: two accounts, two frameworks, two regions, long and foreign names."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from artifact.library.add_report import add_report
from artifact.library.models import Report, ReportVersion
from artifact.library.report_facts import ReportFacts
from compliance.collectors.resource import GLOBAL
from compliance.models import Account, Collection, Finding, Snapshot, Unit
from tests.artifact import factories
from tests.artifact.histories import happening, history

LONG_NAME = "Zahlungsverkehr Österreich · 支払い · платежи und ein Name, der nicht enden will"
LONG_ARN = (
    "arn:aws:secretsmanager:eu-west-1:{account}:secret:prod/payments/settlement-engine/"
    "downstream-provider/oauth-client-credentials-for-the-nightly-reconciliation-XyZ123"
)
SHOWN = (
    ("kms.rotation-enabled", Finding.Status.FAIL, "Automatic rotation is off."),
    ("kms.key-not-public", Finding.Status.PASS, "No statement lets everybody in."),
    ("cloudtrail.multi-region-trail", Finding.Status.PASS, "Trail main covers every region."),
    ("cloudtrail.trail-logging", Finding.Status.FAIL, "Trail main has not logged since March."),
    ("secretsmanager.rotation-enabled", Finding.Status.FAIL, "Rotation is not configured."),
    (
        "secretsmanager.customer-key",
        Finding.Status.NOT_DETERMINED,
        "Could not be read: kms:DescribeKey: AccessDeniedException: not authorized.",
    ),
)


@dataclass(frozen=True)
class Seen:
    """What pages are about."""

    account: Account
    run: Collection
    snapshot: Snapshot
    finding: Finding
    report: Report
    version: ReportVersion
    document: Report


def estate(at: datetime) -> Seen:
    """The estate as it stood at an instant."""
    account = factories.account(name=LONG_NAME)
    second = factories.account(name="Payments")
    run = factories.collection(account, requested_at=at, finished_at=at, evaluated_at=at)
    kept = factories.snapshot(account, run=run)
    factories.snapshot(
        account, "us-east-1", run=run, recorded=[], error="AccessDenied: not authorized"
    )
    asked = {"secretId": LONG_ARN.format(account="1")}
    read = happening("GetSecretValue", requestParameters=asked)
    history(account, [happening(errorCode="AccessDenied"), read])
    factories.evaluation(run, GLOBAL, at)
    for region in ("eu-west-1", "us-east-1"):
        factories.evaluation(run, region, at)
        for control, status, reason in SHOWN:
            factories.finding(
                account,
                region=region,
                control=control,
                status=status,
                reason=reason,
                opened_at=at - timedelta(days=40),
                opened_by=kept,
            )
    shown = factories.finding(
        account,
        resource=LONG_ARN.format(account=account.account_id),
        control="secretsmanager.rotation-enabled",
        reason="Rotation is not configured.",
        opened_by=kept,
    )
    factories.finding(second, status=Finding.Status.PASS, opened_by=kept)
    Unit.objects.filter(collection=run).update(calls_made=2, attempt=1)
    report = factories.series(
        factories.Scope([account, second]), f"HIPAA Security Rule: {LONG_NAME}, Payments"
    )
    version = factories.version(report)
    document = add_report(
        ReportFacts(f"SOC 2: {LONG_NAME}", "Examined.", series="SOC", company=LONG_NAME),
        actor="manager",
        now=at,
    )
    factories.version(document, publication=ReportVersion.Publication.DRAFT)
    return Seen(account, run, kept, shown, report, version, document)
