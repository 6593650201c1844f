"""An engagement with both its sides, over an estate that was really read."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.test import Client

from artifact.clock import now
from artifact.engagements.models import Auditor, Engagement
from artifact.engagements.number_evidence import number_evidence
from artifact.users.models import User
from compliance.aws.answers import Call
from compliance.aws.tape import RecordedCall, Tape
from compliance.models import Account, Collection, ControlSet, Evaluation, Snapshot
from tests.artifact import factories
from tests.artifact.conftest import SignIn

DAY = date(2026, 3, 31)
CONTROL = "kms.rotation-enabled"


@dataclass
class Desk:
    """An engagement, a client of each side, and the evidence below it."""

    engagement: Engagement
    auditor: User
    inside: User
    audit: Client
    answer: Client
    accounts: list[Account]
    snapshots: list[Snapshot] = field(default_factory=list)

    def path(self, rest: str = "") -> str:
        """An address below the engagement's."""
        return f"/engagements/{self.engagement.engagement_id}/{rest}"

    def number(self, of: int = 0) -> str:
        """The number of its evidence, given here where no page has shown it yet."""
        snapshot = self.snapshots[of]
        numbered = number_evidence(
            self.engagement, [snapshot.pk], actor=self.auditor.email, now=now()
        )
        return numbered[snapshot.pk].evidence_no

    def freeze(self, **given: Any) -> Any:
        """Post the form that freezes the keys of the estate, or what is said instead."""
        kind = given.pop("kind", "resources")
        fields = {"subject": "AWS::KMS::Key", "as_of": DAY.isoformat(), **given}
        return self.audit.post(self.path(f"populations/freeze/?kind={kind}"), fields)


def desk(as_: SignIn, accounts: Sequence[Account] = (), **given: Any) -> Desk:
    """A desk of the accounts, or of one in which one region was read."""
    among = list(accounts) or [factories.account()]
    fields: dict[str, Any] = {
        "title": "Examination 2026",
        "firm": "Prüfer & Co",
        "framework": "hipaa",
        "period_start": date(2026, 1, 1),
        "period_end": date(2026, 6, 30),
        "access_from": factories.MOMENT,
        "access_to": now() + timedelta(days=30),
        "created_at": factories.MOMENT,
        "created_by": "manager@example.com",
        **given,
    }
    engagement = Engagement.objects.create(**fields)
    engagement.accounts.set(among)
    auditor, inside = factories.user("auditor"), factories.user("engineer")
    Auditor.objects.create(
        engagement=engagement,
        user=auditor,
        added_at=factories.MOMENT,
        added_by="manager@example.com",
    )
    return Desk(engagement, auditor, inside, as_(auditor), as_(inside), among)


def over_three_keys(as_: SignIn) -> Desk:
    """A desk over an account of which one region with three keys was read."""
    made = desk(as_)
    made.snapshots.append(read(made.accounts[0], keys=3))
    return made


def read(of: Account, region: str = "eu-west-1", keys: int = 1, **given: Any) -> Snapshot:
    """So many keys as read and judged there, each failing; with AWS Config's count if given."""
    counted = given.pop("counted", None)
    run = given.pop("run", None) or factories.collection(of)
    names = [f"{region}-{number:06d}" for number in range(keys)]
    snapshot = factories.snapshot(
        of, region, run=run, recorded=listing(of, region, names), **given
    )
    if counted is not None:
        config = factories.config_calls(region, KMS__Key=counted)
        factories.snapshot(of, region, run=run, collector="config", recorded=config)
    judge(run, region)
    for name in names:
        factories.finding(of, region=region, resource=arn(of, region, name), opened_by=snapshot)
    return snapshot


def judge(run: Collection, region: str) -> None:
    """That the control judged the place."""
    controls, _ = ControlSet.objects.get_or_create(
        pk="1" * 64, defaults={"controls": {CONTROL: {"version": 1, "params": {}}}}
    )
    Evaluation.objects.create(
        collection=run,
        account=run.account,
        region=region,
        instant=factories.MOMENT,
        control_set=controls,
    )


def listing(of: Account, region: str, names: Sequence[str]) -> list[RecordedCall]:
    """A whole reading of KMS that finds these keys, all of them AWS's own."""
    keys = [{"KeyId": name, "KeyArn": arn(of, region, name)} for name in names]
    told: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
        ("ListKeys", {"Limit": 1000}, {"Keys": keys, "Truncated": False}),
        ("ListAliases", {"Limit": 100}, {"Aliases": [], "Truncated": False}),
        ("DescribeCustomKeyStores", {"Limit": 1000}, {"CustomKeyStores": [], "Truncated": False}),
    ]
    for name in names:
        metadata = {"KeyId": name, "KeyManager": "AWS", "Arn": arn(of, region, name)}
        told.append(("DescribeKey", {"KeyId": name}, {"KeyMetadata": metadata}))
    tape = Tape()
    return [
        tape.record(_call(operation, region, params), json.dumps(answer).encode())
        for operation, params, answer in told
    ]


def _call(operation: str, region: str, params: dict[str, Any]) -> Call:
    return Call(
        service="kms",
        operation=operation,
        region=region,
        params=params,
        started_at="2026-03-31T12:00:00+00:00",
        ended_at="2026-03-31T12:00:01+00:00",
        status=200,
        request_id=f"req-{operation}",
        headers={"content-type": "application/x-amz-json-1.1"},
    )


def arn(of: Account, region: str, name: str) -> str:
    """Of a key."""
    return f"arn:aws:kms:{region}:{of.account_id}:key/{name}"
