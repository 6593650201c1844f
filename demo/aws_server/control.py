"""The estate's own door: overrides and faults go in, the calls that were made come out."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from demo.aws_server.answer import Answer
from demo.aws_server.call import Environ
from demo.aws_server.faults import UnknownFault
from demo.aws_server.memory import Memory
from demo.aws_server.shapes import UnknownMember


def control(environ: Environ, memory: Memory) -> Answer:
    """Answer `/_estate/…`: GET `calls`; POST `patch`, `answers`, `events`, `faults`, `reset`.

    `patch` takes a list of `{"operation": "kms:DescribeKey", "resource": ARN, "members": {…}}`,
    `answers` a list of `Declared`'s fields, `events` one of `Happened`'s, `faults` a list of
    `Fault`'s, which replaces the one in force. `reset` forgets them all, and the calls; what moto
    holds stays (`POST /moto-api/reset` clears all).
    """
    verb = environ["REQUEST_METHOD"], environ["PATH_INFO"].removeprefix("/_estate/")
    sent = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    try:
        with memory.lock:
            return _act(verb, json.loads(sent or b"null"), memory)
    except (UnknownMember, UnknownFault, ValueError, TypeError, KeyError) as error:
        return _json(400, {"error": f"{type(error).__name__}: {error}"})


def _act(verb: tuple[str, str], sent: Any, memory: Memory) -> Answer:
    match verb:
        case ("POST", "patch"):
            _patch(sent, memory)
        case ("POST", "answers"):
            _declare(sent, memory)
        case ("POST", "events"):
            for one in sent:
                memory.events.add(one)
        case ("POST", "faults"):
            memory.faults.replace(sent)
        case ("POST", "reset"):
            memory.reset()
        case ("GET", "calls"):
            return _json(200, list(memory.calls))
        case _:
            return _json(400, {"error": f"no {' '.join(verb)} here"})
    return _json(200, {})


def _patch(sent: Iterable[Mapping[str, Any]], memory: Memory) -> None:
    for one in sent:
        memory.overrides.add(one["operation"], one["resource"], one["members"])


def _declare(sent: Iterable[Mapping[str, Any]], memory: Memory) -> None:
    for one in sent:
        memory.declared.add(one)


def _json(status: int, body: object) -> Answer:
    encoded = json.dumps(body).encode()
    return Answer(status, (("Content-Type", "application/json"),), encoded)
