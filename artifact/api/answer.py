"""From what an operation returns to what goes back over the line."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256

from django.http import HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.utils.http import parse_etags
from pydantic import BaseModel

from artifact.api.call import ApiRequest
from artifact.api.paging import Listed, next_link
from artifact.api.problems import invalid_parameter

JSON = "application/json"


@dataclass(frozen=True)
class Created:
    """Something that was made, and where it is from now on."""

    answer: BaseModel
    location: str


Result = BaseModel | Listed[BaseModel] | HttpResponseBase


def read_answer(
    request: ApiRequest, result: Result, names: Collection[str] | None
) -> HttpResponseBase:
    """The answer to a read: only the members with these names, and 304 where nothing is new.

    Its ETag is the SHA-256 of the body, unless the operation has set one that is as strong.
    """
    if isinstance(result, HttpResponseBase):
        response = result
    else:
        response = HttpResponse(_written(result, names), content_type=JSON)
        if isinstance(result, Listed) and result.next:
            response["Link"] = next_link(request, result.next)
    if isinstance(response, HttpResponse) and "ETag" not in response:
        response["ETag"] = f'"{sha256(response.content).hexdigest()}"'
    if _is_known(response["ETag"], request.headers.get("If-None-Match", "")):
        response = HttpResponseNotModified(headers={"ETag": response["ETag"]})
    response["Cache-Control"] = "private, no-cache"
    response["Vary"] = "Authorization"
    return response


def write_answer(result: BaseModel | Created | HttpResponse, status: int) -> HttpResponse:
    """The answer to a write; what is kept of it for the same request later is its body."""
    if isinstance(result, HttpResponse):
        return result
    answer = result.answer if isinstance(result, Created) else result
    response = HttpResponse(answer.model_dump_json(), status=status, content_type=JSON)
    if isinstance(result, Created):
        response["Location"] = result.location
    response["Cache-Control"] = "no-store"
    return response


def chosen(fields: str | None, shown: type[BaseModel]) -> set[str] | None:
    """The names that `fields` asks for; None for all.

    :raises Problem: one of them is none of the item's.
    """
    if fields is None:
        return None
    names = {name.strip() for name in fields.split(",")}
    if unknown := sorted(names - set(shown.model_fields)):
        known = ", ".join(shown.model_fields)
        raise invalid_parameter("fields", f"There is no member '{unknown[0]}'. There are {known}.")
    return names


def _is_known(etag: str, known: str) -> bool:
    """Whether the caller has this answer (RFC 9110, section 13.1.2, compares weakly)."""
    return any(one == "*" or one.removeprefix("W/") == etag for one in parse_etags(known))


def _written(result: BaseModel | Listed[BaseModel], names: Collection[str] | None) -> str:
    include = None if names is None else set(names)
    if isinstance(result, Listed):
        items = ",".join(one.model_dump_json(include=include) for one in result.items)
        return f'{{"items":[{items}],"next":{json.dumps(result.next)}}}'
    return result.model_dump_json(include=include)
