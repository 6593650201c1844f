"""Made-up chains of requests: what one answer names is asked for by the next."""

import re
from http import HTTPStatus
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from pytest_django.live_server_helper import LiveServer
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.generation import GenerationMode

from artifact.api.document import document
from artifact.api.document import operations as described
from tests.artifact import factories
from tests.artifact.api.asking import token_of
from tests.artifact.api.estate import estate
from tests.artifact.api.test_schemathesis import NOT_CHECKED
from tests.artifact.api.work import work

# What is named in an answer as it is in an address; all else is its `id`.
NAMED_ALIKE = ("account", "control", "evidence_no", "number")
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(600)]


def linked(made: dict[str, Any]) -> dict[str, Any]:
    """The document with links from each list, and from what makes one, to one of its kind.

    Each is asked with a token: that nothing is told without has tests of its own.
    """
    for _, one in described(made):
        del one["security"]
    for path, operations in made["paths"].items():
        for target in made["paths"]:
            if target.rpartition("/")[0] == path and target.endswith("}"):
                for operation in operations.values():
                    link(operation, path, made["paths"][target]["get"], target)
    return made


def link(operation: dict[str, Any], path: str, wanted: dict[str, Any], target: str) -> None:
    """Say in the operation's good answer where `wanted` finds its parameters."""
    name = target.rpartition("/")[2].strip("{}")
    member = {"version": "number"}.get(name, name if name in NAMED_ALIKE else "id")
    for status, answer in operation["responses"].items():
        if status.startswith("2"):
            one = "/items/0" if "limit" in str(operation.get("parameters")) else ""
            parameters = {
                known: f"$request.path.{known}" for known in re.findall(r"{(\w+)}", path)
            }
            parameters[name] = f"$response.body#{one}/{member}"
            answer["links"] = {
                name: {"operationId": wanted["operationId"], "parameters": parameters}
            }


@pytest.mark.parametrize("role", ["auditor", "administrator", "customer"])
def test_what_one_answer_names_the_next_request_finds(role: str, live_server: LiveServer) -> None:
    seen = estate()
    done = work()
    done.engagement.auditors.update(user=seen.auditor)
    person = seen.auditor if role == "auditor" else factories.user(role)
    token = token_of(person)
    schema = schemathesis.openapi.from_dict(linked(document()))
    schema.config.update(base_url=live_server.url)
    schema.config.generation.update(modes=[GenerationMode.POSITIVE])
    load_all_checks()
    excluded: list[Any] = list(CHECKS.get_by_names(list(NOT_CHECKED)))

    found: set[str] = set()

    class Chains(schema.as_state_machine()):  # type: ignore[misc]  # made at run time
        """As many requests as one person sends with one token."""

        def get_call_kwargs(self, case: Any) -> dict[str, Any]:
            """How each is sent."""
            return {"headers": {"Authorization": f"Bearer {token}"}}

        def validate_response(self, response: Any, case: Any, **_: Any) -> None:
            """Judge the answer, and remember what was found by a name that was told before."""
            if response.status_code == HTTPStatus.OK and case.path_parameters:
                found.add(case.path)
            case.validate_response(response, excluded_checks=excluded)

    Chains.run(
        settings=settings(
            max_examples=25,
            stateful_step_count=8,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
    )
    assert found or role == "customer"  # who was granted nothing finds nothing by name
