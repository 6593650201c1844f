"""Say to boto3 what standard input says, a JSON object a line, and tell what came of it.

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
    made = json.loads(sys.stdin.readline())
    config = Config(**made.pop("config", {}))
    client = boto3.client("artifact", config=config, **made)
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

    client.meta.events.register("response-received.artifact", keep)
    for line in sys.stdin:
        seen.clear()
        said = _answer(client, json.loads(line))
        sys.stdout.write(json.dumps({**said, "wire": seen}, default=_plain) + "\n")
        sys.stdout.flush()


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
