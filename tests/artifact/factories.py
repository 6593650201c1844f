"""The product's rows that tests start from: real evidence in the store, real PDFs."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from io import BytesIO
from itertools import count
from typing import Any

import pikepdf
from django.contrib.auth.hashers import make_password
from django.db.models import Max

from artifact.agreements.models import TermVersion
from artifact.agreements.publish_term import TermScope, publish_term
from artifact.agreements.wording import PDF, Wording
from artifact.library.models import Report, ReportVersion
from artifact.users.models import Customer, Grant, User
from compliance.aws.answers import Call
from compliance.aws.tape import RecordedCall, Tape
from compliance.collectors.collector import COLLECTORS
from compliance.evidence.gather import Reading
from compliance.evidence.keep import keep
from compliance.evidence.store import put
from compliance.models import (
    Account,
    Collection,
    ControlSet,
    Evaluation,
    Finding,
    Snapshot,
    Unit,
)
from tests.factories import MOMENT, account

__all__ = ["MOMENT", "account"]

PASSWORD = "correct horse battery staple"
KEY_ID = "1234abcd-12ab-34cd-56ef-1234567890ab"
KEY_ARN = f"arn:aws:kms:eu-west-1:123456789012:key/{KEY_ID}"
LIST_KEYS = (
    f'{{"Keys": [{{"KeyId": "{KEY_ID}", "KeyArn": "{KEY_ARN}"}}], "Truncated": false}}'.encode()
)
DESCRIBE_KEY = '{"KeyMetadata": {"Description": "<script>alert(1)</script> Schlüssel"}}'.encode()
CALLER = "arn:aws:sts::123456789012:assumed-role/ArtifactReadOnly/artifact"

_numbers = count(1)


def user(role: str, email: str = "", **given: Any) -> User:
    """A person who can sign in with PASSWORD."""
    fields = {"email": email or f"{role}-{next(_numbers)}@example.com", "role": role, **given}
    return User.objects.create(password=_hashed_password(), **fields)


@cache
def _hashed_password() -> str:
    """The hash of PASSWORD; slow on purpose, so made once."""
    return make_password(PASSWORD)


def customer(name: str = "", **given: Any) -> Customer:
    """A company of its own."""
    fields: dict[str, Any] = {
        "name": name or f"Company {next(_numbers)}",
        "created_at": MOMENT,
        "created_by": "manager@example.com",
        **given,
    }
    return Customer.objects.create(**fields)


def grant(to: User, **given: Any) -> Grant:
    """A grant that holds since MOMENT, for everything unless told otherwise."""
    fields: dict[str, Any] = {"starts_at": MOMENT, "granted_by": "admin@example.com", **given}
    return Grant.objects.create(user=to, **fields)


def collection(of: Account, **given: Any) -> Collection:
    """A reading of the account, complete and evaluated unless told otherwise."""
    fields: dict[str, Any] = {
        "requested_by": "test",
        "requested_at": MOMENT,
        "started_at": MOMENT,
        "finished_at": MOMENT + timedelta(minutes=2),
        "evaluated_at": MOMENT + timedelta(minutes=3),
        "state": Collection.State.COMPLETE,
        "steps_done": 1,
        "steps_total": 1,
        **given,
    }
    return Collection.objects.create(account=of, **fields)


def kms_calls(region: str) -> Sequence[RecordedCall]:
    """A list of one key and its description, as KMS answers them."""
    tape = Tape()
    tape.record(_call("ListKeys", region, {"Limit": 1000}), LIST_KEYS)
    tape.record(_call("DescribeKey", region, {"KeyId": KEY_ID}), DESCRIBE_KEY)
    return tape.recorded()


def snapshot(
    of: Account,
    region: str = "eu-west-1",
    *,
    run: Collection | None = None,
    recorded: Sequence[RecordedCall] | None = None,
    collector: str = "kms",
    error: str = "",
) -> Snapshot:
    """Kept evidence of one collector: bytes in the store, a receipt, a ledger entry."""
    unit, _ = Unit.objects.get_or_create(
        collection=run or collection(of), region=region, defaults={"state": Unit.State.DONE}
    )
    reading = Reading(
        collector=COLLECTORS[collector],
        started_at=MOMENT,
        ended_at=MOMENT + timedelta(minutes=1),
        recorded=kms_calls(region) if recorded is None else recorded,
        error=error,
        caller_arn=CALLER,
    )
    return keep(unit, reading, now=MOMENT)


def finding(of: Account, **given: Any) -> Finding:
    """A failing finding about a key of its own in eu-west-1, since MOMENT."""
    region = given.get("region", "eu-west-1")
    control = given.get("control", "kms.rotation-enabled")
    fields: dict[str, Any] = {
        "region": region,
        "service": control.partition(".")[0],
        "control": control,
        "control_version": 1,
        "resource": f"arn:aws:kms:{region}:{of.account_id}:key/{next(_numbers):08d}",
        "status": Finding.Status.FAIL,
        "reason": "Automatic rotation is off.",
        "opened_at": MOMENT,
        **given,
    }
    return Finding.objects.create(account=of, **fields)


def evaluation(run: Collection, region: str, instant: datetime = MOMENT) -> Evaluation:
    """That this region was judged at an instant."""
    control_set, _ = ControlSet.objects.get_or_create(pk="0" * 64, defaults={"controls": {}})
    return Evaluation.objects.create(
        collection=run,
        account=run.account,
        region=region,
        instant=instant,
        control_set=control_set,
    )


def term(wording: str = "Terms", scope: TermScope = TermScope()) -> TermVersion:  # noqa: B008 -- frozen
    """Terms in force: a PDF of this title."""
    shown = Wording(pdf_bytes(wording), PDF)
    return publish_term(scope, shown, name="Terms of use", actor="manager", now=MOMENT)


@dataclass(frozen=True)
class Scope:
    """What a report is about."""

    accounts: Sequence[Account]
    framework: str = "hipaa"
    regions: Sequence[str] = field(default_factory=list)


def series(scope: Scope, title: str = "") -> Report:
    """A report series of its own."""
    number = next(_numbers)
    report = Report.objects.create(
        framework=scope.framework,
        scope_key=f"{number:064d}",
        title=title or f"Report {number}",
        regions=list(scope.regions),
        created_at=MOMENT,
    )
    report.accounts.set(scope.accounts)
    return report


def pdf_bytes(title: str = "") -> bytes:
    """A PDF of one empty page; another one for another title."""
    made = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        if title:
            pdf.docinfo["/Title"] = title
        pdf.save(made)
    return made.getvalue()


def version(of: Report, **given: Any) -> ReportVersion:
    """A complete version with PDF and facts, published unless told otherwise."""
    last = of.versions.aggregate(number=Max("number"))["number"] or 0
    fields: dict[str, Any] = {
        "number": last + 1,
        "as_of": MOMENT,
        "requested_by": "manager@example.com",
        "requested_at": MOMENT,
        "finished_at": MOMENT,
        "state": ReportVersion.State.COMPLETE,
        "publication": ReportVersion.Publication.PUBLISHED,
        "pages": 1,
        **given,
    }
    if "pdf" not in given:
        fields["pdf"] = put(pdf_bytes(), now=MOMENT)
        fields["facts"] = put(b"{}", now=MOMENT)
    return ReportVersion.objects.create(report=of, **fields)


def queued(of: Report) -> ReportVersion:
    """A version that waits to be rendered."""
    return version(
        of,
        pdf=None,
        pages=0,
        state=ReportVersion.State.QUEUED,
        publication=ReportVersion.Publication.DRAFT,
        finished_at=None,
    )


def config_calls(region: str, **counted: int) -> list[RecordedCall]:
    """AWS Config recording in a region, with its count of KMS keys and the like (`KMS__Key=2`)."""
    counts = [
        {"resourceType": f"AWS::{name.replace('__', '::')}", "count": count}
        for name, count in counted.items()
    ]
    told: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
        "DescribeConfigurationRecorders": ({}, {"ConfigurationRecorders": [{"name": "default"}]}),
        "DescribeConfigurationRecorderStatus": (
            {},
            {"ConfigurationRecordersStatus": [{"name": "default", "recording": True}]},
        ),
        "DescribeDeliveryChannelStatus": ({}, {"DeliveryChannelsStatus": []}),
        "DescribeRetentionConfigurations": ({}, {"RetentionConfigurations": []}),
        "DescribeComplianceByConfigRule": ({}, {"ComplianceByConfigRules": []}),
        "GetDiscoveredResourceCounts": ({"limit": 100}, {"resourceCounts": counts}),
    }
    tape = Tape()
    return [
        tape.record(_call(name, region, params, "config"), json.dumps(answer).encode())
        for name, (params, answer) in told.items()
    ]


def _call(operation: str, region: str, params: dict[str, Any], service: str = "kms") -> Call:
    return Call(
        service=service,
        operation=operation,
        region=region,
        params=params,
        started_at="2026-03-31T12:00:00+00:00",
        ended_at="2026-03-31T12:00:01+00:00",
        status=200,
        request_id=f"req-{operation}",
        headers={"content-type": "application/x-amz-json-1.1"},
    )
