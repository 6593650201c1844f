"""aws.service_models: a session of ours is as botocore makes one, only sooner."""

from typing import Any

import botocore.session
import pytest
from botocore.exceptions import ParamValidationError

from compliance.aws.service_models import new_session


@pytest.fixture(autouse=True)
def credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else botocore would look for some in the network."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")


def listeners(session: botocore.session.Session) -> Any:
    """Everything that listens, by the events that it hears and in its order."""
    return events(session)._emitter._handlers._root


def events(session: botocore.session.Session) -> Any:
    """What a session's events are announced by."""
    return session.get_component("event_emitter")


def hear(**_: Any) -> None:
    """Listen; who emits an event is told who listened."""


def test_in_it_listens_whatever_listens_in_one_of_botocore() -> None:
    assert listeners(new_session()) == listeners(botocore.session.Session())


def test_what_listens_in_one_hears_nothing_of_another() -> None:
    one, other = new_session(), new_session()
    one.register("made-up.kms", hear)
    client: Any = one.create_client("kms", "eu-west-1")
    client.meta.events.register("made-up.kms", hear)
    assert len(events(one).emit("made-up.kms")) == 1
    assert len(client.meta.events.emit("made-up.kms")) == 2
    assert not events(other).emit("made-up.kms")


def test_an_event_is_heard_by_any_of_its_names() -> None:
    session = new_session()
    session.register("made-up.logs.PutLogEvents", hear)
    client: Any = session.create_client("logs", "eu-west-1")
    for name in ("logs", "cloudwatch-logs"):
        assert client.meta.events.emit(f"made-up.{name}.PutLogEvents")


def test_botocore_looks_at_what_its_clients_are_given() -> None:
    client: Any = new_session().create_client("s3", "eu-west-1")
    with pytest.raises(ParamValidationError, match="Invalid bucket name"):
        client.list_objects_v2(Bucket="no name of a bucket")


def test_all_clients_of_a_service_have_one_model_and_do_what_botocores_do() -> None:
    one, other = (new_session().create_client("kms", "eu-west-1") for _ in range(2))
    botocores = botocore.session.Session().create_client("kms", "eu-west-1")
    assert one.meta.service_model is other.meta.service_model
    assert one.meta.service_model is not botocores.meta.service_model
    assert dir(one) == dir(botocores)
    assert one.meta.method_to_api_mapping == botocores.meta.method_to_api_mapping


def test_what_a_session_adds_to_its_clients_no_other_has() -> None:
    def add(**announced: Any) -> None:
        announced["class_attributes"]["made_up"] = "added"

    one = new_session()
    one.register("creating-client-class.kms", add)
    client: Any = one.create_client("kms", "eu-west-1")
    assert client.made_up == "added"
    assert not hasattr(new_session().create_client("kms", "eu-west-1"), "made_up")
