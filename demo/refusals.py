"""Answers by which AWS refuses, and ways in which a network lets one down."""

import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from moto.iam.models import iam_backends

from demo.asked import Asked
from demo.planting import MANAGER

WEB_PAGE = b"<!doctype html><html><body>Please sign in to the network</body></html>"


@dataclass(frozen=True)
class Refused:
    """An HTTP answer in place of moto's."""

    status: str
    headers: tuple[tuple[str, str], ...]
    body: bytes


def refusal(asked: Asked, refusals: Sequence[Mapping[str, Any]]) -> Refused | None:
    """The answer of the first refusal that the request meets, if any.

    A refusal names `operation` and may narrow it by `account`, `region` and `params`; `how` is
    denied (the default), throttled, broken, web_page or cut_off; `share` is how often.
    """
    for one in refusals:
        if _meets(asked, one) and random.random() < one.get("share", 1.0):  # noqa: S311 -- no secret
            return HOW[one.get("how", "denied")](asked)
    return None


def unassumable(asked: Asked) -> Refused | None:
    """The answer to AssumeRole where the role is missing or wants another external id.

    The emulator lets anybody assume anything. The seed enters accounts by a role of its own.
    """
    if asked.operation != "AssumeRole":
        return None
    arn = str(asked.params.get("RoleArn", ""))
    if arn.endswith(f":role/{MANAGER}"):
        return None
    try:
        role = iam_backends[arn.split(":")[4]]["aws"].get_role_by_arn(arn)
    except Exception:  # noqa: BLE001 -- moto has an exception of its own for each way to be missing
        return _denied(asked)
    wanted = {
        statement.get("Condition", {}).get("StringEquals", {}).get("sts:ExternalId")
        for statement in json.loads(role.assume_role_policy_document)["Statement"]
    }
    given = asked.params.get("ExternalId")
    return None if wanted & {None, given} else _denied(asked)


def _meets(asked: Asked, one: Mapping[str, Any]) -> bool:
    wanted = {**one.get("params", {})}
    return (
        one["operation"] in {asked.operation, "*"}
        and one.get("account", asked.account) == asked.account
        and one.get("region", asked.region) == asked.region
        and all(wanted[name] == asked.params.get(name) for name in wanted)
    )


def _denied(asked: Asked) -> Refused:
    who = f"arn:aws:sts::{asked.account}:assumed-role/ArtifactReadOnly/artifact"
    action = f"{asked.service}:{asked.operation}"
    return _error(
        asked, "AccessDeniedException", 400, f"User: {who} is not authorized to perform: {action}"
    )


def _throttled(asked: Asked) -> Refused:
    return _error(asked, "ThrottlingException", 400, "Rate exceeded")


def _broken(asked: Asked) -> Refused:
    return _error(asked, "InternalFailure", 500, "The request processing has failed")


def _web_page(_asked: Asked) -> Refused:
    length = str(len(WEB_PAGE))
    return Refused("200 OK", (("Content-Type", "text/html"), ("Content-Length", length)), WEB_PAGE)


def _cut_off(_asked: Asked) -> Refused:
    headers = (("Content-Type", "application/x-amz-json-1.1"), ("Content-Length", "9"))
    return Refused("200 OK", headers, b'{"Keys":[')


HOW = {
    "denied": _denied,
    "throttled": _throttled,
    "broken": _broken,
    "web_page": _web_page,
    "cut_off": _cut_off,
}


def _error(asked: Asked, code: str, status: int, message: str) -> Refused:
    reason = {400: "Bad Request", 403: "Forbidden", 500: "Internal Server Error"}
    if asked.service == "s3":
        code, status = ("AccessDenied", 403) if code.startswith("AccessDenied") else (code, status)
        body = f"<Error><Code>{code}</Code><Message>{message}</Message></Error>"
        media = "application/xml"
    elif asked.service in {"iam", "sts", "ec2"}:
        code, status = ("AccessDenied", 403) if code.startswith("AccessDenied") else (code, status)
        body = (
            f"<ErrorResponse><Error><Code>{code}</Code><Message>{message}</Message></Error>"
            "<RequestId>refused</RequestId></ErrorResponse>"
        )
        media = "text/xml"
    else:
        body = json.dumps({"__type": code, "message": message})
        media = "application/x-amz-json-1.1"
    encoded = body.encode()
    headers = (("Content-Type", media), ("Content-Length", str(len(encoded))))
    return Refused(f"{status} {reason[status]}", headers, encoded)
