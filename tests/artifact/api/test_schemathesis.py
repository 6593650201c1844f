"""Made-up requests, valid and not, over the whole document, each as every role."""

from collections.abc import Callable
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from pytest_django.live_server_helper import LiveServer
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.core.result import Ok
from schemathesis.generation import GenerationMode
from schemathesis.schemas import APIOperation

from artifact.api.document import document
from artifact.api.document import operations as described
from artifact.users.models import User
from tests.artifact import factories
from tests.artifact.api.asking import token_of
from tests.artifact.api.estate import CONTROL, GRANTED, Estate, estate
from tests.artifact.api.work import work

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.timeout(600),
]
EXAMPLES = 4
# An instant of the future and `to` before `from` are well-formed, and refused all the same.
NOT_CHECKED = ("positive_data_acceptance",)
# Only bodies have texts of so many characters.
LONG = 10_000


def operations(seen: Estate, mode: GenerationMode) -> dict[str, APIOperation[Any, Any, Any, Any]]:
    """The document's operations; most of the valid requests name something that is there.

    Each is asked with a token: that nothing is told without has tests of its own.
    """
    made = document()
    for _, one in described(made):
        del one["security"]
    schema = schemathesis.openapi.from_dict(lengths_apart(made))
    known = {
        "account": seen.granted.account.account_id,
        "framework": GRANTED,
        "control": CONTROL,
        "requirement": "1.2.1",
        "finding": seen.granted.finding.pk,
        "run": seen.granted.run.pk,
        "snapshot": seen.granted.snapshot.pk,
        "call": 1,
        **_work(seen),
    }

    @schema.hook
    def map_path_parameters(_context: Any, found: dict[str, Any] | None) -> dict[str, Any] | None:
        if not found or mode is GenerationMode.NEGATIVE or len(str(found)) % 3 == 0:
            return found
        return {name: known.get(name, value) for name, value in found.items()}

    found = [one.ok() for one in schema.get_all_operations() if isinstance(one, Ok)]
    return {one.label: one for one in found}


def lengths_apart(made: Any) -> Any:
    """The same document, with the pattern of a long text apart from its lengths.

    Schemathesis writes lengths into a pattern that it finds beside them, and one that repeats
    20,000 times takes a quarter of a second to compile: for each schema that it is part of, and
    for each that is made of that to be broken. In an address lengths stay with their pattern:
    apart they make it longer than the server reads.
    """
    if isinstance(made, list):
        return [lengths_apart(one) for one in made]
    if not isinstance(made, dict):
        return made
    apart = {name: lengths_apart(value) for name, value in made.items()}
    if "pattern" in made and made.get("maxLength", 0) >= LONG:
        apart["allOf"] = [{"pattern": apart.pop("pattern")}]
    return apart


def takes_any_text(operation: APIOperation[Any, Any, Any, Any]) -> bool:
    """Whether nothing can be wrong with a request, which takes hundreds of tries to find out.

    Any text is a valid name in an address, and what has no query has none that is wrong.
    """
    given = [one.definition["schema"] for one in operation.iter_parameters()]
    asks_more = operation.body or operation.query
    return not asks_more and all(one == {"type": "string"} for one in given)


def _work(seen: Estate) -> dict[str, Any]:
    """What an engagement of the granted part's auditor has in it, and a report with its terms."""
    factories.term()
    report = factories.series(factories.Scope([seen.granted.account]))
    factories.version(report)
    done = work()
    done.engagement.auditors.update(user=seen.auditor)
    return {**done.names(), "report": report.report_id, "version": 1}


def asking(url: str, tokens: list[str]) -> Callable[[schemathesis.Case[Any]], None]:
    """Sends one case as whoever has each of the tokens, and judges the answers.

    Over one connection: the server opens another to the database for each.
    """
    load_all_checks()
    session = requests.Session()
    session.trust_env = False  # no proxy is between: none is looked for at each request
    excluded: list[Any] = list(CHECKS.get_by_names(list(NOT_CHECKED)))

    def ask(case: schemathesis.Case[Any]) -> None:
        for token in tokens:
            given = {"Authorization": f"Bearer {token}"}
            case.call_and_validate(
                base_url=url, headers=given, session=session, excluded_checks=excluded
            )

    return ask


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_the_document_keeps_its_word(mode: GenerationMode, live_server: LiveServer) -> None:
    seen = estate()
    people = [
        seen.auditor if role == User.Role.AUDITOR else factories.user(role) for role in User.Role
    ]
    # To make a request up takes longer than to ask it.
    ask = asking(live_server.url, [token_of(one) for one in people])
    for operation in operations(seen, mode).values():
        if mode is GenerationMode.NEGATIVE and takes_any_text(operation):
            continue
        strategy = operation.as_strategy(generation_mode=mode)
        decorated = settings(
            max_examples=EXAMPLES,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )(given(case=strategy)(ask))
        decorated()
