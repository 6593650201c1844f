"""A broker and workers for each test, ended whatever happens."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dev.moto import AWS_SETTINGS
from tests.emptying import tables_can_be_emptied_by_tests
from tests.estate import Estate
from tests.estate_fixtures import account, clock, emulated_aws, estate
from tests.faults.processes import LEASE_SECONDS, Broker, Workers, database_url

__all__ = ["account", "clock", "emulated_aws", "estate", "tables_can_be_emptied_by_tests"]


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Broker]:
    """A broker of the test's own."""
    broker = Broker(tmp_path)
    yield broker
    broker.stop()


@pytest.fixture
def workers(
    broker: Broker, estate: Estate, own_store: Path, tmp_path: Path, transactional_db: None
) -> Iterator[Workers]:
    """Workers that the test starts and kills."""
    env = {
        **AWS_SETTINGS,
        "DATABASE_URL": database_url(),
        "EVIDENCE_ROOT": str(own_store),
        "LEASE_SECONDS": str(LEASE_SECONDS),
        "RECONCILE_SECONDS": "1",
        "REDIS_URL": broker.url,
        "WEBHOOKS_TO_LOOPBACK": "1",
    }
    workers = Workers(env, tmp_path / "workers.log")
    yield workers
    estate.release()
    workers.kill()
