"""The OpenAPI document of the API: the one truth for clients, tests and people."""

import json
from collections.abc import Iterator
from typing import Any

from artifact.api.middleware import PREFIX
from artifact.api.problems import (
    CONFLICT,
    INVALID,
    KINDS,
    MEDIA_TYPE,
    MEDIA_TYPE_UNSUPPORTED,
    NOT_FOUND,
    SCOPE_MISSING,
    TOO_LARGE,
    TOO_MANY,
    TYPES,
    UNAUTHENTICATED,
    UNREADABLE,
    Kind,
)
from artifact.api.service import api

SCHEME = "token"
SAID_BESIDE = ("description", "examples", "title")
ALWAYS = (UNAUTHENTICATED, SCOPE_MISSING, NOT_FOUND, INVALID, TOO_MANY)
OF_WRITES = (UNREADABLE, CONFLICT, TOO_LARGE, MEDIA_TYPE_UNSUPPORTED)
HEADERS = {
    "X-Request-Id": "Names this request, as the service's log does.",
    "RateLimit-Limit": "How many requests the token has in each window of time.",
    "RateLimit-Remaining": "How many of these are left.",
    "RateLimit-Reset": "After how many seconds the oldest of them stops counting.",
}
IF_NONE_MATCH = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "description": "The `ETag` of the answer at hand: 304 says that it still holds.",
    "schema": {"type": "string"},
}
IDEMPOTENCY_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "Made up for this request: sent again within a day, it gets the same answer.",
    "schema": {"type": "string", "pattern": "^[!-~]{1,255}$"},
}


def document() -> dict[str, Any]:
    """The document, with what all operations have in common."""
    made: dict[str, Any] = json.loads(
        json.dumps(api.get_openapi_schema(path_prefix=f"{PREFIX.lstrip('/')}/"))
    )
    components = made["components"]
    components["schemas"]["Problem"] = _problem()
    components["securitySchemes"] = {SCHEME: {"type": "http", "scheme": "bearer"}}
    components["responses"] = {one.slug: _refusal(one) for one in KINDS}
    components["headers"] = {name: _header(text) for name, text in HEADERS.items()}
    for method, operation in operations(made):
        operation["security"] = [{SCHEME: [operation["x-scope"]]}]
        operation["parameters"] = [_parameter(one) for one in operation["parameters"]]
        _describe_answers(method, operation)
        if method == "get":
            operation["parameters"].append(IF_NONE_MATCH)
            _loosen(made, operation)
        else:
            operation["parameters"].append(IDEMPOTENCY_KEY)
    _prune(made)
    return made


def operations(made: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each operation of the document with its method, in lower case."""
    for path in made["paths"].values():
        yield from path.items()


def written(made: dict[str, Any]) -> str:
    """The document as it is kept in the repository."""
    return json.dumps(made, indent=1, ensure_ascii=False) + "\n"


def _describe_answers(method: str, operation: dict[str, Any]) -> None:
    responses = operation["responses"]
    for status, response in responses.items():
        response["headers"] = {name: {"$ref": f"#/components/headers/{name}"} for name in HEADERS}
        if status == "201":
            response["headers"]["Location"] = _header("Where it is from now on.")
    if method == "get":
        responses["200"]["headers"]["ETag"] = _header("Changes when the answer does.")
        responses["304"] = {"description": "What is at hand still holds"}
    if media := operation.pop("x-media", None):
        responses["200"]["content"] = {media: {"schema": {"type": "string", "format": "binary"}}}
        responses["206"] = {**responses["200"], "description": "The part that Range asked for"}
    always = (*ALWAYS, *(OF_WRITES if method != "get" else ()))
    for slug in [*(one.slug for one in always), *operation.pop("x-problems")]:
        _add_refusal(responses, slug)


def _add_refusal(responses: dict[str, Any], slug: str) -> None:
    """Every problem has the same schema, so one stands for all of its status."""
    status = next(str(one.status) for one in KINDS if one.slug == slug)
    responses.setdefault(status, {"$ref": f"#/components/responses/{slug}"})


def _loosen(made: dict[str, Any], operation: dict[str, Any]) -> None:
    """Where `fields` leaves members out, none of an item's is always there.

    `x-required` names those that are there unless `fields` leaves them out.
    """
    content = operation["responses"]["200"].get("content", {}).get("application/json")
    if content is None:
        return
    shown = _resolved(made, content["schema"])
    items = shown.get("properties", {}).get("items")
    item = _resolved(made, items["items"]) if items and "next" in shown["properties"] else shown
    if "required" in item:
        item["x-required"] = item.pop("required")


def _resolved(made: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in schema:
        return schema
    found: dict[str, Any] = made["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return found


def _prune(made: dict[str, Any]) -> None:
    """Leave out the schemas that nothing names: ninja lists those of whole queries too."""
    schemas = made["components"]["schemas"]
    unnamed = list(schemas)
    while unnamed:
        text = json.dumps(made)
        unnamed = [one for one in schemas if f'"#/components/schemas/{one}"' not in text]
        for one in unnamed:
            del schemas[one]


def _parameter(found: dict[str, Any]) -> dict[str, Any]:
    """As ninja has it, but said once, and without the null that no query can hold."""
    schema = {name: text for name, text in found["schema"].items() if name not in SAID_BESIDE}
    if "anyOf" in schema:
        schema["anyOf"] = [one for one in schema["anyOf"] if one != {"type": "null"}]
        if len(schema["anyOf"]) == 1:
            schema |= schema.pop("anyOf")[0]
    # Pydantic lists examples, where OpenAPI has a map; what is meant stands in the description.
    return {**{name: one for name, one in found.items() if name != "examples"}, "schema": schema}


def _refusal(kind: Kind) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": kind.title, "content": {MEDIA_TYPE: {"schema": schema}}}


def _header(text: str) -> dict[str, Any]:
    return {"description": text, "schema": {"type": "string"}}


def _problem() -> dict[str, Any]:
    """After RFC 9457; `type` is one of a closed set."""
    text = {"type": "string"}
    error = {
        "type": "object",
        "properties": {"pointer": text, "parameter": text, "header": text, "detail": text},
        "required": ["detail"],
    }
    return {
        "title": "Problem",
        "type": "object",
        "properties": {
            "type": {**text, "enum": [TYPES + kind.slug for kind in KINDS]},
            "title": text,
            "status": {"type": "integer"},
            "detail": text,
            "instance": text,
            "scope": {**text, "description": "The scope that the token lacks."},
            "errors": {"type": "array", "items": error},
        },
        "required": ["type", "title", "status", "detail", "instance"],
    }
