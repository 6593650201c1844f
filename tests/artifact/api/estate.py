"""What the API's tests ask for: an estate with a granted and a strange part."""

from dataclasses import dataclass
from datetime import timedelta

from artifact.clock import now
from artifact.users.models import User
from compliance.ledger.seal import seal
from compliance.models import Account, Collection, Entry, Finding, Snapshot
from tests.artifact import factories

# A control and a framework that names it, and a framework that is granted to nobody here.
CONTROL = "kms.rotation-enabled"
GRANTED, STRANGE = "pci_dss_4_0_1", "hipaa"


@dataclass(frozen=True)
class Part:
    """An account with a run, evidence and a finding that rests on it; and a framework."""

    framework: str
    account: Account
    run: Collection
    snapshot: Snapshot
    finding: Finding
    entry: Entry


@dataclass(frozen=True)
class Estate:
    """The part that `auditor` was granted, and the one that they were not."""

    auditor: User
    granted: Part
    strange: Part


def part(framework: str) -> Part:
    """One account, read once."""
    account = factories.account()
    run = factories.collection(account)
    snapshot = factories.snapshot(account, run=run)
    for region in ("global", "eu-west-1"):
        factories.evaluation(run, region)
    finding = factories.finding(account, opened_by=snapshot, control=CONTROL)
    entry = Entry.objects.get(subject=f"snapshot:{snapshot.pk}", action="snapshot.kept")
    return Part(framework, account, run, snapshot, finding, entry)


def estate() -> Estate:
    """Both parts, sealed into the ledger."""
    auditor = factories.user("auditor")
    granted, strange = part(GRANTED), part(STRANGE)
    factories.grant(auditor, account=granted.account, framework=GRANTED)
    seal(now=now() + timedelta(minutes=5))
    return Estate(auditor, granted, strange)
