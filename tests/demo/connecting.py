"""The estate's accounts, connected to the service."""

from artifact.accounts.connect import AccountInput, connect_account
from artifact.clock import now
from compliance.models import Account
from demo.estate import EXTERNAL_ID, declared_accounts


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
