"""What an operation is, and the closed set of them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from artifact.access_keys.models import AccessKey
from artifact.users.caller import Caller
from artifact.users.policy import Action
from compliance.registry import Registry

Answer = Mapping[str, Any]
Given = TypeVar("Given", bound="Input")
PARAMETER = re.compile(r"\{(\w+)\}")


class Input(BaseModel):
    """What an operation is given; each operation names its own members and their constraints."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Nothing(Input):
    """No members at all."""


class Paged(Input):
    """A list: how many at most, and from where on."""

    maxResults: int = Field(default=100, ge=1, le=300)  # noqa: N815 -- the wire's name
    nextToken: str | None = Field(default=None, min_length=1, max_length=2048)  # noqa: N815 -- the wire's name


@dataclass(frozen=True)
class Call:
    """One authenticated request for one operation."""

    operation: str
    caller: Caller
    key: AccessKey
    user_arn: str
    now: datetime


@dataclass(frozen=True)
class Operation:
    """One operation of the service: its method and path, its input, who may, and what it does.

    `status` is what a success answers; `action` is what the caller's role must include.
    """

    name: str
    method: str
    path: re.Pattern[str]
    input: type[Input]
    action: Action
    status: int
    run: Callable[[Call, Any], Answer]


OPERATIONS: Registry[Operation] = Registry("operation")


def operation(
    name: str, method: str, path: str, *, takes: type[Given], needs: Action, status: int = 200
) -> Callable[[Callable[[Call, Given], Answer]], Callable[[Call, Given], Answer]]:
    """Register the decorated function; `{resourceArn}` in the path is a member of its input."""

    def decorate(run: Callable[[Call, Given], Answer]) -> Callable[[Call, Given], Answer]:
        pattern = re.compile(PARAMETER.sub(r"(?P<\1>.+)", path))
        OPERATIONS.add(name, Operation(name, method, pattern, takes, needs, status, run))
        return run

    return decorate
