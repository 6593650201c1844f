"""A server, and every kind of client that speaks to it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from botocore.session import get_session

from artifact.access_keys.issue import IssuedKey, issue
from artifact.clock import now
from artifact.users.models import User
from dev import uv
from tests.artifact import factories
from tests.artifact.awsapi.sdk import ENV, Boto3, Sdk
from tests.artifact.awsapi.server import Server, gunicorn
from tests.artifact.awsapi.shape_rules import ShapeRules

REGION = "eu-west-1"
SdkOf = Callable[..., Sdk]
Cli = Callable[..., Any]


@pytest.fixture(scope="session")
def shared_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which tests and server keep evidence and documents."""
    return tmp_path_factory.mktemp("store")


@pytest.fixture(autouse=True)
def own_store(shared_store: Path, settings: Any) -> Path:
    """In place of a folder for each test: the server has but one."""
    settings.STORAGES = {
        **settings.STORAGES,
        "evidence": {
            **settings.STORAGES["evidence"],
            "OPTIONS": {"location": str(shared_store)},
        },
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    return shared_store


@pytest.fixture(scope="session")
def running(
    django_db_setup: None, shared_store: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """Gunicorn on the tests' database, started once."""
    with gunicorn(tmp_path_factory.mktemp("gunicorn"), shared_store, {}) as server:
        yield server


@pytest.fixture
def server(running: Server, transactional_db: None) -> Server:
    """The running server; what the test writes is committed, and gone after it."""
    return running


@pytest.fixture(scope="session")
def sdks() -> Path:
    """The programs of another boto3 and of the aws command."""
    return uv.environment("sdks", Path(__file__).with_name("sdks.txt"))


@pytest.fixture(scope="session")
def rules() -> ShapeRules:
    """What the newest model demands of answers."""
    return ShapeRules(get_session().get_service_model("artifact"))


def key_of(user: User) -> IssuedKey:
    """A new key of the person's."""
    return issue(user, actor="test", now=now())


@pytest.fixture(scope="session")
def oldest(sdks: Path) -> Iterator[Boto3]:
    """The first boto3 that knows AWS Artifact."""
    with closing(Boto3(sdks / "python")) as boto3:
        yield boto3


@pytest.fixture(scope="session")
def newest() -> Iterator[Boto3]:
    """Today's boto3."""
    with closing(Boto3(Path(sys.executable))) as boto3:
        yield boto3


@pytest.fixture(params=["oldest", "newest"])
def sdk_of(request: pytest.FixtureRequest, server: Server, rules: ShapeRules) -> SdkOf:
    """Makes clients that sign with a person's new key, of the first and of today's boto3."""
    return _sdks(request.getfixturevalue(request.param), server, rules)


@pytest.fixture
def newest_sdk_of(newest: Boto3, server: Server, rules: ShapeRules) -> SdkOf:
    """Makes clients of today's boto3 alone."""
    return _sdks(newest, server, rules)


def _sdks(boto3: Boto3, server: Server, rules: ShapeRules) -> SdkOf:
    def sdk(user: User, **changed: Any) -> Sdk:
        key = key_of(user)
        client = {
            "region_name": REGION,
            "endpoint_url": server.endpoint,
            "aws_access_key_id": key.key.key_id,
            "aws_secret_access_key": key.secret,
            **changed,
        }
        return Sdk(boto3, rules, **client)

    return sdk


@pytest.fixture
def cli_of(server: Server, sdks: Path) -> Callable[[User], Cli]:
    """Makes `aws artifact` of a person: it takes words, and gives what was printed as JSON."""

    def cli(user: User) -> Cli:
        key = key_of(user)
        env = {
            **os.environ,
            **ENV,
            "AWS_ACCESS_KEY_ID": key.key.key_id,
            "AWS_SECRET_ACCESS_KEY": key.secret,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_ENDPOINT_URL_ARTIFACT": server.endpoint,
        }

        def aws(*words: str) -> Any:
            done = subprocess.run(
                [str(sdks / "python"), str(sdks / "aws"), "artifact", *words],
                env=env,
                capture_output=True,
                text=True,
                timeout=90,
                check=False,
            )
            assert done.returncode == 0, done.stderr
            return json.loads(done.stdout)

        return aws

    return cli


@pytest.fixture
def customer(transactional_db: None) -> User:
    """A person of a customer, to whom everything is granted."""
    person = factories.user("customer")
    factories.grant(person)
    return person
