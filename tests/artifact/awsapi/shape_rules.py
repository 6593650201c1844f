"""An answer held against botocore's model, which botocore itself does not do."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from botocore import xform_name
from botocore.model import OperationModel, ServiceModel

TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z")
# What every AWS service may answer, and no model names.
UNMODELLED = {
    "MissingAuthenticationTokenException": 403,
    "IncompleteSignatureException": 400,
    "UnrecognizedClientException": 403,
    "InvalidSignatureException": 403,
    "UnknownOperationException": 404,
    "AccessDeniedException": 403,
    "ThrottlingException": 429,
    "InternalServerException": 500,
}
TYPES: dict[str, Any] = {
    "string": str,
    "timestamp": str,
    "long": int,
    "integer": int,
    "structure": dict,
    "list": list,
}


class ShapeRules:
    """The rules of a service model, as of the newest boto3."""

    def __init__(self, model: ServiceModel) -> None:
        self._operations: dict[str, OperationModel] = {}
        for name in model.operation_names:
            self._operations[xform_name(name)] = model.operation_model(name)

    def check(self, operation: str, status: int, headers: Mapping[str, str], body: bytes) -> None:
        """Fail where the answer breaks the model: headers, status, and every member."""
        said = {name.lower(): value for name, value in headers.items()}
        assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", said["x-amzn-requestid"])
        assert said["content-type"] == "application/json"
        assert not {"set-cookie", "location"} & set(said)
        model = self._operations[operation]
        answer = json.loads(body)
        if status >= 400:
            self._check_error(model, status, said, answer)
            return
        assert status == model.http["responseCode"]
        broken = list(_broken(model.output_shape, answer, "$"))
        assert not broken, broken

    def _check_error(
        self, model: OperationModel, status: int, headers: Mapping[str, str], answer: Any
    ) -> None:
        code = headers["x-amzn-errortype"]
        assert (answer["__type"], type(answer["message"])) == (code, str)
        if "retry-after" in headers:
            assert headers["retry-after"].isdigit()
            assert int(headers["x-amz-retry-after"]) == 1000 * int(headers["retry-after"])
        shapes = {shape.name: shape for shape in model.error_shapes}
        if code not in shapes:
            assert UNMODELLED.get(code) == status, (code, status)
            return
        assert shapes[code].metadata["error"]["httpStatusCode"] == status
        members = {name: value for name, value in answer.items() if name != "__type"}
        broken = list(_broken(shapes[code], members, code))
        assert not broken, broken


def _broken(shape: Any, value: Any, where: str) -> Iterator[str]:
    """Each constraint that the value breaks, with where."""
    if isinstance(value, bool) or not isinstance(value, TYPES[shape.type_name]):
        yield f"{where}: {value!r} is no {shape.type_name}"
        return
    yield from _out_of_bounds(shape.metadata, value, where)
    if shape.type_name == "structure":
        yield from _broken_members(shape, value, where)
    elif shape.type_name == "list":
        for number, one in enumerate(value):
            yield from _broken(shape.member, one, f"{where}[{number}]")
    elif shape.type_name == "timestamp" and not TIMESTAMP.fullmatch(value):
        yield f"{where}: {value!r} is no timestamp"


def _out_of_bounds(rules: Mapping[str, Any], value: Any, where: str) -> Iterator[str]:
    size = value if isinstance(value, int) else len(value)
    if not rules.get("min", size) <= size <= rules.get("max", size):
        yield f"{where}: {value!r} is not within {rules}"
    if "pattern" in rules and not re.fullmatch(rules["pattern"], value):
        yield f"{where}: {value!r} does not match {rules['pattern']}"
    if "enum" in rules and value not in rules["enum"]:
        yield f"{where}: {value!r} is none of {rules['enum']}"


def _broken_members(shape: Any, value: Mapping[str, Any], where: str) -> Iterator[str]:
    in_body = {
        name: one
        for name, one in shape.members.items()
        if one.serialization.get("location") is None
    }
    for name in set(shape.required_members) - set(value):
        yield f"{where}: {name} is missing"
    for name, one in value.items():
        if name in in_body:
            yield from _broken(in_body[name], one, f"{where}.{name}")
        else:
            yield f"{where}: {name} is no member"
