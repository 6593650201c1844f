"""Fixtures of an emulated AWS and of an account in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from compliance.models import Account
from dev.child import end
from dev.moto import AWS_SETTINGS, start_moto
from tests import factories
from tests.estate import Estate
from tests.reading import Clock


@pytest.fixture(scope="session")
def emulated_aws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Estate]:
    """One emulator for the whole session: it takes seconds to start."""
    child, url = start_moto(Path(tmp_path_factory.mktemp("moto")) / "moto.log")
    estate = Estate(url)
    yield estate
    estate.end()
    end(child)


@pytest.fixture
def estate(emulated_aws: Estate, monkeypatch: pytest.MonkeyPatch) -> Iterator[Estate]:
    """An empty estate, and the credentials with which it is read."""
    for name, text in AWS_SETTINGS.items():
        monkeypatch.setenv(name, text)
    emulated_aws.reset()
    yield emulated_aws
    emulated_aws.release()


@pytest.fixture
def clock() -> Clock:
    """The time, which goes on only when it is looked at."""
    return Clock()


@pytest.fixture
def account(estate: Estate, db: None) -> Account:
    """The estate's account, of which one region is read."""
    return factories.account(factories.ACCOUNT_ID, endpoint_url=estate.url, regions=["us-east-1"])
