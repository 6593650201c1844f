"""The WSGI application before moto's: what is refused, what is corrected, what is noted."""

import importlib
import json
import pkgutil
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from demo.aws_server import services
from demo.aws_server.answer import JSON, Answer, AwsError, answer_of, error_of
from demo.aws_server.call import Call, Environ, read_call, with_params
from demo.aws_server.control import control
from demo.aws_server.emulator import emulator
from demo.aws_server.faults import Fault, failed_answer
from demo.aws_server.memory import Memory
from demo.aws_server.paging import Pages
from demo.aws_server.roles import guard_role
from demo.aws_server.s3 import encrypted_by_default, guard_bucket
from demo.aws_server.services.ec2 import guard_region
from demo.aws_server.services.kms import guard_key, moto_params
from demo.aws_server.untouched import UNTOUCHED, Instead

StartResponse = Callable[[str, list[tuple[str, str]]], Any]
Correction = Callable[[Call, dict[str, Any], Memory], dict[str, Any]]


def _united(name: str) -> dict[str, Any]:
    """What all modules have under a name, by operation."""
    return {
        operation: one
        for module in MODULES
        for operation, one in vars(module).get(name, {}).items()
    }


# By these names every module in `services` has, by operation: what is mended in moto's answer,
# what is answered without asking moto, and what moto does not page.
MODULES = [
    importlib.import_module(one.name)
    for one in pkgutil.iter_modules(services.__path__, f"{services.__name__}.")
]
CORRECTIONS: Mapping[str, Correction] = _united("CORRECTIONS")
INSTEAD: Mapping[str, Instead] = {**UNTOUCHED, **_united("INSTEAD")}
PAGED: Mapping[str, Pages] = _united("PAGED")
OK = 200


class AwsServer:
    """An AWS for one process; `latency_seconds` is added to every answer."""

    def __init__(
        self, *, latency_seconds: float = 0.0, faults: Iterable[Mapping[str, Any]] = ()
    ) -> None:
        self._moto = emulator()
        self._memory = Memory()
        self._memory.faults.replace(faults)
        self._latency_seconds = latency_seconds

    def __call__(self, environ: Environ, start: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        if environ["PATH_INFO"].startswith("/_estate/"):
            return _send(control(environ, self._memory), start)
        if environ["PATH_INFO"] == "/moto-api/reset":
            self._memory.reset()
        call = read_call(environ)
        if call is None:
            return self._moto(environ, start)  # type: ignore[no-any-return]  # moto is untyped
        if self._latency_seconds:
            time.sleep(self._latency_seconds)
        fault = self._memory.faults.striking(call)
        answer = self._answer(call, environ, fault)
        self._note(call, answer, fault)
        if fault and fault.how == "cut_off":
            return _send(answer, start, sent_bytes=len(answer.body) // 2)
        return _send(answer, start)

    def _answer(self, call: Call, environ: Environ, fault: Fault | None) -> Answer:
        if fault:
            failed = failed_answer(fault, call)
            if failed:
                return failed
            if fault.how == "hang":
                time.sleep(fault.seconds)
        try:
            answer = self._true_answer(call, environ)
        except AwsError as error:
            answer = error_of(call, error)
        if fault and fault.how == "garbled":
            return Answer(answer.status, answer.headers, answer.body[: len(answer.body) // 2])
        return answer

    def _true_answer(self, call: Call, environ: Environ) -> Answer:
        guard_region(call, self._memory)
        guard_role(call)
        guard_bucket(call)
        guard_key(call)
        declared = self._memory.declared.answer(call)
        if declared is not None:
            return answer_of(call, declared)
        made = INSTEAD[call.name](call, self._memory) if call.name in INSTEAD else None
        if made is not None:
            return answer_of(call, made)
        paged = PAGED.get(call.name)
        params = moto_params(call)
        params = paged.stripped(params) if paged else params
        changed = with_params(environ, params) if params != call.params else environ
        answer = encrypted_by_default(call, self._ask_moto(changed))
        correct = CORRECTIONS.get(call.name)
        if answer.status != OK or not (correct or paged):
            return answer
        members = json.loads(answer.body or b"{}") or {}
        if correct:
            members = correct(call, members, self._memory)
        return answer_of(call, paged.page(call.params, members) if paged else members)

    def _ask_moto(self, environ: Environ) -> Answer:
        began: list[Any] = []
        body = b"".join(self._moto(environ, lambda *how: began.extend(how)))
        status, headers = began[0], began[1]
        # Moto calls JSON text/html; what it did not serialize itself starts with a brace.
        is_json = body.startswith(b"{")
        dropped = {"content-length", "content-type"} if is_json else {"content-length"}
        kept = tuple((name, one) for name, one in headers if name.lower() not in dropped)
        kept += (("Content-Type", JSON),) if is_json else ()
        return Answer(int(status.partition(" ")[0]), kept, body)

    def _note(self, call: Call, answer: Answer, fault: Fault | None) -> None:
        self._memory.calls.append(
            {
                "at": datetime.now(UTC).isoformat(),
                "account": call.account,
                "region": call.region,
                "service": call.service,
                "operation": call.operation,
                "role": call.role,
                "status": answer.status,
                "fault": fault.how if fault else "",
            }
        )


def _send(answer: Answer, start: StartResponse, sent_bytes: int | None = None) -> list[bytes]:
    """Send the body; only a part of it where it is to be cut off, with the length of all."""
    length = ("Content-Length", str(len(answer.body)))
    cut = [("Connection", "close")] if sent_bytes is not None else []
    start(answer.status_line, [*answer.headers, length, *cut])
    return [answer.body[:sent_bytes]]
