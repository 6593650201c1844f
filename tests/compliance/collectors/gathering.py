"""One collector run against the emulated AWS, and what it made of the answers."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from botocore.model import ListShape, MapShape, Shape, StructureShape

from compliance.aws.answers import Answers, Call
from compliance.aws.pack import pack, unpack
from compliance.aws.service_models import operation_model
from compliance.aws.session import open_session
from compliance.aws.target import GLOBAL, Target
from compliance.canonical_json import canonical, parse
from compliance.collectors.collector import COLLECTORS, Scope
from compliance.collectors.resource import Population, Resource
from tests.demo.serving import OWN_ACCOUNT, Server

REGION = "eu-west-1"
Declared = dict[str, Any]


@dataclass(frozen=True)
class Gathered:
    """The populations, and the operation of each call in the order in which they began."""

    populations: Sequence[Population]
    calls: Sequence[str]

    def population(self, resource_type: str) -> Population:
        """The one population of a type."""
        (found,) = [one for one in self.populations if one.type == resource_type]
        return found

    def resource(self, arn: str) -> Resource:
        """The resource with this ARN."""
        (found,) = [one for group in self.populations for one in group.resources if one.arn == arn]
        return found


def gather(
    collector: str, server: Server, monkeypatch: pytest.MonkeyPatch, region: str = REGION
) -> Gathered:
    """Run a collector, keep its bytes as evidence is kept, and describe them read back."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    target = Target(OWN_ACCOUNT, endpoint_url=server.url)
    session = open_session(target, clock=lambda: datetime.now(UTC))
    one = COLLECTORS[collector]
    place = GLOBAL if one.scope is Scope.GLOBAL else region
    reader = session.reader(place)
    one.collect(reader)
    content, made_calls = pack(reader.recorded())
    receipt: Any = parse(canonical([asdict(call) for call in made_calls]))
    calls = [Call(**one) for one in receipt]
    answers = Answers(unpack(content, calls), account_id=OWN_ACCOUNT, region=place)
    made = [f"{call.call.service}:{call.call.operation}" for call in reader.recorded()]
    return Gathered(list(one.describe(answers)), made)


def declare(server: Server, operation: str, members: Declared, **params: Any) -> None:
    """Have the server answer an operation, to calls with these parameters, in every place."""
    answer = {"operation": operation, "members": members, "params": params}
    assert not server.post("answers", [answer])


def refuse(
    server: Server,
    operation: str,
    code: str = "AccessDeniedException",
    status: int = 400,
    **params: Any,
) -> None:
    """Have the server refuse an operation, to calls with these parameters."""
    error = {"code": code, "message": f"{code} of {operation}", "status": status}
    assert not server.post("answers", [{"operation": operation, "error": error, "params": params}])


def has_member(operation: str, path: str) -> bool:
    """Whether botocore's model of an output has `Rules.Statement`; lists are entered."""
    service, _, name = operation.partition(":")
    shape: Shape | None = operation_model(service, name).output_shape
    for member in path.split("."):
        while isinstance(shape, ListShape | MapShape):
            shape = shape.member if isinstance(shape, ListShape) else shape.value
        if not isinstance(shape, StructureShape) or member not in shape.members:
            return False
        shape = shape.members[member]
    return True
