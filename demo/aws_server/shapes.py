"""What botocore's models say of an operation: its output, its pages, its protocol."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, singledispatch
from typing import Any

from botocore.exceptions import DataNotFoundError, UnknownServiceError
from botocore.model import (
    ListShape,
    MapShape,
    OperationModel,
    OperationNotFoundError,
    Shape,
    StructureShape,
)
from moto.core.utils import get_service_model

from compliance.aws.service_models import shared_session

TYPES: Mapping[str, type | tuple[type, ...]] = {
    "blob": str,
    "boolean": bool,
    "double": (int, float),
    "float": (int, float),
    "integer": int,
    "long": int,
    "string": str,
    "timestamp": (int, float),
}
# Lists of services for which botocore has no paginator: (token asked, token given, limit).
PLAIN_PAGES = (
    ("NextMarker", "NextMarker", "Limit"),
    ("NextToken", "NextToken", "MaxResults"),
    ("nextToken", "nextToken", "limit"),
)


class UnknownMember(Exception):
    """The API has no such operation, no such member, or one of another type."""


@dataclass(frozen=True)
class PageNames:
    """The names by which an operation pages: what is asked, what is given, and where its list is.

    `given` and `items` are paths: `("DistributionList", "Items")`. `truncated` is the path of
    what says whether there is more.
    """

    asked: str
    given: tuple[str, ...]
    limit: str
    items: tuple[str, ...]
    truncated: tuple[str, ...] = ()


def operation_model(operation: str) -> OperationModel:
    """Botocore's model of `kms:DescribeKey`, as moto has read it and added errors to it.

    :raises UnknownMember: there is no such operation.
    """
    service, _, name = operation.partition(":")
    try:
        model: OperationModel = get_service_model(service).operation_model(name)
    except (UnknownServiceError, DataNotFoundError, OperationNotFoundError) as error:
        raise UnknownMember(f"botocore knows no {operation}") from error
    return model


@cache
def page_names(operation: str) -> PageNames | None:
    """How the operation pages; None where it does not."""
    service, _, name = operation.partition(":")
    model = operation_model(operation)
    try:
        pages = shared_session().get_paginator_model(service).get_paginator(name)
    except (DataNotFoundError, ValueError, UnknownServiceError):
        return _plain_pages(model)
    token = pages["input_token"]
    result = pages["result_key"]
    first = result[0] if isinstance(result, list) else result
    given = pages["output_token"]
    given = given[0] if isinstance(given, list) else given
    return PageNames(
        asked=token[0] if isinstance(token, list) else token,
        given=tuple(str(given).partition(" ")[0].split(".")),
        limit=str(pages.get("limit_key", "")),
        items=tuple(str(first).split(".")),
        truncated=tuple(str(pages["more_results"]).split(".")) if "more_results" in pages else (),
    )


def conform(shape: Shape | None, given: object, path: str) -> None:
    """Do nothing if the value is one that the shape allows; null always is.

    :raises UnknownMember: it is not.
    """
    if given is not None and shape is not None:
        _conform(shape, given, path)


def typed(shape: Shape | None, given: Any) -> Any:
    """The value with times as `datetime` and blobs as bytes, where JSON had numbers and text."""
    return given if given is None or shape is None else _typed(shape, given)


@singledispatch
def _conform(shape: Shape, given: Any, path: str) -> None:
    if not isinstance(given, TYPES.get(shape.type_name, ())):
        raise UnknownMember(f"{path} is a {shape.type_name}")


@_conform.register
def _(shape: StructureShape, given: Any, path: str) -> None:
    _demand(Mapping, shape, given, path)
    for name, value in given.items():
        if name not in shape.members:
            raise UnknownMember(f"{path} has no member {name}")
        conform(shape.members[name], value, f"{path}.{name}")


@_conform.register
def _(shape: ListShape, given: Any, path: str) -> None:
    _demand(list, shape, given, path)
    for one in given:
        conform(shape.member, one, f"{path}[]")


@_conform.register
def _(shape: MapShape, given: Any, path: str) -> None:
    _demand(Mapping, shape, given, path)
    for value in given.values():
        conform(shape.value, value, f"{path}{{}}")


def _demand(kind: type, shape: Shape, given: Any, path: str) -> None:
    if not isinstance(given, kind):
        raise UnknownMember(f"{path} is a {shape.type_name}")


@singledispatch
def _typed(shape: Shape, given: Any) -> Any:
    if shape.type_name == "timestamp" and isinstance(given, int | float):
        return datetime.fromtimestamp(given, UTC)
    if shape.type_name == "blob" and isinstance(given, str):
        return given.encode()
    return given


@_typed.register
def _(shape: StructureShape, given: Any) -> Any:
    return {name: typed(shape.members.get(name), one) for name, one in given.items()}


@_typed.register
def _(shape: ListShape, given: Any) -> Any:
    return [typed(shape.member, one) for one in given]


@_typed.register
def _(shape: MapShape, given: Any) -> Any:
    return {name: typed(shape.value, one) for name, one in given.items()}


def _plain_pages(model: OperationModel) -> PageNames | None:
    asked = model.input_shape.members if model.input_shape else {}
    given = model.output_shape.members if model.output_shape else {}
    lists = [name for name, shape in given.items() if isinstance(shape, ListShape)]
    for token, next_token, limit in PLAIN_PAGES:
        if token in asked and next_token in given and len(lists) == 1:
            return PageNames(token, (next_token,), limit if limit in asked else "", (lists[0],))
    return None
