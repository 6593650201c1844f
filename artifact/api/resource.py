"""A resource of the API: operations that read and operations that write, declared alike."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, wraps
from typing import Any, Generic, TypeVar, get_args

from django.http import HttpResponseBase
from ninja import Router
from ninja.operation import Operation
from pydantic import BaseModel

from artifact.api.answer import JSON, chosen, read_answer, write_answer
from artifact.api.bearer import Bearer
from artifact.api.call import ApiRequest
from artifact.api.deprecation import Deprecation
from artifact.api.given import Shown
from artifact.api.idempotency_key import by_key
from artifact.api.problems import INVALID, MEDIA_TYPE_UNSUPPORTED, Kind, Problem
from artifact.tokens.scopes import Scope
from artifact.users.policy import ALLOWED, Action

View = Callable[..., Any]
Item = TypeVar("Item", bound=BaseModel)


class Page(BaseModel, Generic[Item]):
    """One page of a list, and the cursor of the next, or null."""

    items: list[Item]
    next: str | None

    @classmethod
    def model_parametrized_name(cls, params: tuple[Any, ...]) -> str:
        """`FindingPage`."""
        return f"{params[0].__name__}Page"


@dataclass(frozen=True)
class Read:
    """How an operation that reads is declared. `media` is of an answer that is no JSON.

    `problems` are those that not every operation has.
    """

    action: Action
    problems: tuple[Kind, ...] = ()
    deprecation: Deprecation | None = None
    media: str = ""
    scope: Scope = Scope.READ
    method: str = "GET"


@dataclass(frozen=True)
class Write:
    """How an operation that writes is declared.

    `action` decides which roles may call it; the document says so, and a test walks it.
    """

    action: Action
    scope: Scope
    problems: tuple[Kind, ...] = ()
    method: str = "POST"
    status: int = 201
    deprecation: Deprecation | None = None
    media: str = ""


class Resource(Router):
    """The operations of one module of `artifact.api.v1`; each has its view's name as its id."""

    def read(self, path: str, shown: Any, how: Read) -> Callable[[View], View]:
        """Answer a GET with one `shown`, or with a `Page` of them."""

        def declare(view: View) -> View:
            @wraps(view)
            def answered(request: ApiRequest, **given: Any) -> HttpResponseBase:
                _refuse_unknown(request, answered)
                names = next(
                    (chosen(one.fields, _item(shown)) for one in given.values() if _is_shown(one)),
                    None,
                )
                response = read_answer(request, view(request, **given), names)
                return _told(response, how.deprecation)

            self._declare(path, answered, how, {200: shown})
            return answered

        return declare

    def write(self, path: str, shown: Any, how: Write) -> Callable[[View], View]:
        """Answer a POST and the like, once for each `Idempotency-Key`."""

        def declare(view: View) -> View:
            @wraps(view)
            def answered(request: ApiRequest, **given: Any) -> HttpResponseBase:
                _refuse_unknown(request, answered)
                if request.body and request.content_type != JSON:
                    raise Problem(MEDIA_TYPE_UNSUPPORTED)
                response = by_key(
                    request, lambda: write_answer(view(request, **given), how.status)
                )
                return _told(response, how.deprecation)

            self._declare(path, answered, how, {how.status: shown})
            return answered

        return declare

    def _declare(self, path: str, view: View, how: Read | Write, response: Any) -> None:
        summary, _, more = inspect.cleandoc(view.__doc__ or "").partition("\n\n")
        # What ninja shows as the description, below the summary.
        view.__doc__ = more.partition(":raises")[0].strip()
        self.api_operation(
            [how.method],
            path,
            auth=Bearer(how.scope, how.action),
            response=response,
            operation_id=view.__name__,
            summary=" ".join(summary.split()),
            deprecated=True if how.deprecation else None,
            openapi_extra={
                "x-scope": how.scope.value,
                "x-roles": _roles(how.action),
                "x-problems": [one.slug for one in how.problems],
                **({"x-media": how.media} if how.media else {}),
            },
        )(view)


def _item(shown: Any) -> type[BaseModel]:
    """What a list is of, or the thing itself."""
    if isinstance(shown, type) and issubclass(shown, Page):
        (item,) = get_args(shown.model_fields["items"].annotation)
        found: type[BaseModel] = item
        return found
    alone: type[BaseModel] = shown
    return alone


def _roles(action: Action) -> list[str]:
    return sorted(str(role) for role, actions in ALLOWED.items() if action in actions)


def _is_shown(given: object) -> bool:
    return isinstance(given, Shown)


def _told(response: HttpResponseBase, deprecation: Deprecation | None) -> HttpResponseBase:
    if deprecation:
        deprecation.announce(response)
    return response


def _refuse_unknown(request: ApiRequest, view: View) -> None:
    """What is not understood is refused: left aside, a filter would seem to have found more."""
    if unknown := [name for name in request.GET if name not in _query_names(view)]:
        detail = "There is no such parameter here."
        raise Problem(INVALID, detail, [{"parameter": one, "detail": detail} for one in unknown])


@cache
def _query_names(view: View) -> frozenset[str]:
    """The parameters that the operation takes in the query."""
    operation: Operation = view._ninja_operation  # type: ignore[attr-defined]  # noqa: SLF001 -- ninja sets it
    return frozenset(
        name
        for model in operation.models
        if model.__ninja_param_source__ == "query"
        for name in model.__ninja_flatten_map__
    )
