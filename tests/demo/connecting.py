"""The estate's accounts, connected to the service and read."""

from datetime import timedelta

from artifact.accounts.connect import AccountInput, connect_account
from artifact.clock import now
from compliance.assessments.evaluate import evaluate
from compliance.evidence.collect import collect
from compliance.evidence.start import start
from compliance.models import Account, Collection, Unit
from demo.estate import EXTERNAL_ID, declared_accounts

# The lease is extended over a connection of its own, which cannot see a test's transaction.
LEASE = timedelta(hours=1)
DAY = timedelta(days=1)


def connect(endpoint_url: str) -> list[Account]:
    """Every account that is declared, each with its role and its regions."""
    for one in declared_accounts():
        given = AccountInput(
            one.id,
            name=one.name,
            role_arn=one.role_arn,
            external_id=EXTERNAL_ID,
            regions=one.regions,
            endpoint_url=endpoint_url,
        )
        connect_account(given, actor="test", now=now())
    return list(Account.objects.all())


def read(account: Account) -> Collection:
    """Start, read each unit, evaluate."""
    collection = start(account, requested_by="test", now=now())
    while unit := collection.units.filter(state=Unit.State.QUEUED).first():
        collect(unit.pk, clock=now, lease=LEASE)
    evaluate(account.pk, now=now(), max_age=DAY)
    collection.refresh_from_db()
    return collection
