"""Say to boto3 what standard input says, a JSON object a line, and tell what came of it.

`{"client": NAME, "make": {…}}` makes a client; every other line names the one that is to ask.
Run by whichever Python has the boto3 that is meant; it imports nothing of this project.
"""

import base64
import json
import sys
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError


def _main() -> None:
    clients: dict[str, Any] = {}
    seen: list[dict[str, Any]] = []

    def keep(response_dict: Any, **kwargs: Any) -> None:
        if response_dict is not None:
            seen.append(
                {
                    "status": response_dict["status_code"],
                    "headers": dict(response_dict["headers"]),
                    "body": base64.b64encode(response_dict["body"]).decode(),
                }
            )

    for line in sys.stdin:
        asked = json.loads(line)
        if "make" in asked:
            clients[asked["client"]] = _client(asked["make"])
            clients[asked["client"]].meta.events.register("response-received.artifact", keep)
            continue
        seen.clear()
        said = _answer(clients[asked["client"]], asked)
        sys.stdout.write(json.dumps({**said, "wire": seen}, default=_plain) + "\n")
        sys.stdout.flush()


def _client(made: Any) -> Any:
    config = Config(**made.pop("config", {}))
    # A session of its own, as in a program of its own.
    return boto3.session.Session().client("artifact", config=config, **made)


def _answer(client: Any, asked: Any) -> dict[str, Any]:
    try:
        if asked.get("presign"):
            made = client.generate_presigned_url(
                asked["operation"], Params=asked["params"], ExpiresIn=asked["presign"]
            )
            return {"answer": made}
        if "paging" in asked:
            pages = client.get_paginator(asked["operation"])
            found = pages.paginate(PaginationConfig=asked["paging"], **asked["params"])
            return {"answer": found.build_full_result()}
        return {"answer": getattr(client, asked["operation"])(**asked["params"])}
    except ClientError as error:
        return {"error": {"class": type(error).__name__, "response": error.response}}
    except Exception as error:  # noqa: BLE001 -- whatever it is, the test is told
        return {"failure": "%s: %s" % (type(error).__name__, error)}  # noqa: UP031 -- as old as it may be


def _plain(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


_main()
