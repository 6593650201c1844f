"""The role by which the service signs in can add to the past, and not change it."""

from collections.abc import Iterator

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from compliance.ledger.announce_key import announce_key
from compliance.ledger.restrict_role import restrict_role
from compliance.ledger.seal import seal
from compliance.ledger.sign import sign
from compliance.ledger.signed_note import SignerKey
from tests.compliance.ledger.lines import NOW, lines

pytestmark = pytest.mark.django_db
ROLE = "artifact_app"


@pytest.fixture
def restricted() -> Iterator[None]:
    """Everything below is done as the service's role."""
    restrict_role(ROLE)
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {ROLE}")
        yield
        cursor.execute("RESET ROLE")


@pytest.mark.usefixtures("restricted")
def test_the_service_does_its_work() -> None:
    key = SignerKey("here", Ed25519PrivateKey.generate())
    announce_key(key.verifier, actor="ledger", reason="the first key", now=NOW)
    lines(3)
    assert seal(now=NOW)
    assert sign([key], origin="here", now=NOW)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE compliance_entry SET actor = 'mallory'",
        "DELETE FROM compliance_entry",
        "TRUNCATE compliance_entry CASCADE",
        "ALTER TABLE compliance_entry DISABLE TRIGGER USER",
        "DROP TRIGGER compliance_entry_is_written_once ON compliance_entry",
        "CREATE TRIGGER mine BEFORE INSERT ON compliance_entry EXECUTE FUNCTION refuse_change()",
        "SET session_replication_role = replica",
        "UPDATE compliance_checkpoint SET size = 1",
        "DELETE FROM compliance_ledgerkey",
        "DELETE FROM compliance_signedcheckpoint",
        "UPDATE compliance_anchorage SET location = ''",
        "DELETE FROM compliance_snapshot",
        "DELETE FROM compliance_blob",
        "DELETE FROM compliance_finding",
        "DELETE FROM artifact_customeragreement",
        "DROP TABLE compliance_entry CASCADE",
    ],
)
@pytest.mark.usefixtures("restricted")
def test_the_service_cannot_change_the_past(statement: str) -> None:
    lines(1)
    with (
        pytest.raises(DatabaseError, match=r"permission denied|must be owner"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_a_role_that_is_missing_is_said() -> None:
    with pytest.raises(CommandError, match="no role nobody_here"):
        call_command("restrict_role", "nobody_here")
