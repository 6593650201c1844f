"""Resources, estates of them, and the outcomes of controls as the engine gives them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from compliance.assessments.judge import outcome
from compliance.aws.answers import Answer
from compliance.collectors.resource import GLOBAL, Estate, Population, Resource
from compliance.controls.control import ACCOUNT, CONTROLS, Context, Judge, Outcome

OWNER = "111122223333"
STRANGER = "444455556666"
HOME = "eu-west-1"
NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)

Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Denied:
    """Stands for a call that AWS refused."""

    operation: str


@dataclass(frozen=True)
class Unread:
    """Stands for a Region in which resources of a type could not be listed."""

    resource_type: str
    region: str = "us-east-1"


def resource(
    arn: str, resource_type: str, region: str = HOME, **facts: Facts | Denied
) -> Resource:
    """A resource with the facts given; any other fact was not collected."""
    answers = {name: answer(name, fact) for name, fact in facts.items()}
    return Resource(arn, resource_type, arn.rpartition(":")[2], OWNER, region, answers)


def answer(name: str, fact: Facts | Denied) -> Answer:
    """The answer that carries a fact, or AWS's refusal to give it."""
    if isinstance(fact, Denied):
        return Answer(
            fact.operation,
            error_code="AccessDeniedException",
            error_message="User is not authorized.",
        )
    return Answer(f"test:{name}", parsed=fact)


def account() -> Resource:
    """The account itself, for controls that judge it as a whole."""
    return resource(f"arn:aws:iam::{OWNER}:root", ACCOUNT, GLOBAL)


def estate(resources: Iterable[Resource], unread: Sequence[Unread] = ()) -> Estate:
    """An account that holds the resources, each type and Region listed wholly but the unread."""
    grouped: dict[tuple[str, str], list[Resource]] = {}
    for one in resources:
        grouped.setdefault((one.type, one.region), []).append(one)
    gaps = [
        _population(gap.resource_type, gap.region, [], error="AccessDeniedException: denied")
        for gap in unread
    ]
    seen = [_population(kind, region, members) for (kind, region), members in grouped.items()]
    return Estate(account(), [*seen, *gaps])


def judge_outcome(
    judge: Judge,
    subject: Resource,
    *,
    others: Iterable[Resource] = (),
    unread: Sequence[Unread] = (),
    now: datetime = NOW,
    **params: Any,
) -> Outcome:
    """What the engine records when the control judges the subject in an estate with the others.

    `params` override the control's own limits. A defect of the control fails the test, where
    the engine would record it as not determined.
    """
    control = next(CONTROLS[name] for name in CONTROLS if CONTROLS[name].judge is judge)
    context = Context(estate([subject, *others], unread), now, {**control.params, **params})
    found = outcome(control, subject, context)
    assert not found.reason.startswith("The control failed"), found.reason
    return found


def _population(
    resource_type: str, region: str, resources: Sequence[Resource], error: str = ""
) -> Population:
    return Population(
        arn=f"arn:aws:any:{region}:{OWNER}:*",
        type=resource_type,
        account_id=OWNER,
        region=region,
        operation=f"List {resource_type}",
        resources=resources,
        error=error,
    )
