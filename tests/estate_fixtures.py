"""Fixtures of an emulated AWS and of an account in it."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from compliance.models import Account
from dev.moto import AWS_SETTINGS
from tests import factories
from tests.demo.serving import Server
from tests.estate import Estate
from tests.reading import Clock


@pytest.fixture(scope="session")
def emulated_aws(aws_server: Server) -> Iterator[Estate]:
    """What stands before the emulator."""
    estate = Estate(aws_server)
    yield estate
    estate.end()


@contextmanager
def emptied(aws: Estate) -> Iterator[Estate]:
    """Within it the estate begins empty, and has the credentials with which it is read."""
    with pytest.MonkeyPatch.context() as patch:
        for name, text in AWS_SETTINGS.items():
            patch.setenv(name, text)
        aws.reset()
        yield aws
        aws.release()


def account_of(estate: Estate) -> Account:
    """The estate's account, of which one region is read."""
    return factories.account(factories.ACCOUNT_ID, endpoint_url=estate.url, regions=["us-east-1"])


@pytest.fixture
def estate(emulated_aws: Estate) -> Iterator[Estate]:
    """An empty estate, and the credentials with which it is read."""
    with emptied(emulated_aws) as empty:
        yield empty


@pytest.fixture
def clock() -> Clock:
    """The time, which goes on only when it is looked at."""
    return Clock()


@pytest.fixture
def account(estate: Estate, db: None) -> Account:
    """The estate's account, of which one region is read."""
    return account_of(estate)
