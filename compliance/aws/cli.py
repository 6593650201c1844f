"""Write a recorded call as the AWS CLI command that repeats it."""

import json
import shlex
from typing import Any

from botocore import xform_name

from compliance.aws.answers import Call

CLI_SERVICES = {"s3": "s3api"}


def cli_command(call: Call, *, endpoint_url: str = "") -> str:
    """A command line for a POSIX shell, with the same parameters in the same region."""
    service = CLI_SERVICES.get(call.service, call.service)
    words = ["aws", service, xform_name(call.operation, "-")]
    for name, value in sorted(call.params.items()):
        words += _option(name, value)
    words += ["--region", call.region]
    if endpoint_url:
        words += ["--endpoint-url", endpoint_url]
    return shlex.join(words)


def _option(name: str, value: Any) -> list[str]:
    flag = f"--{xform_name(name, '-')}"
    if value is True:
        return [flag]
    if value is False:
        return [f"--no-{flag[2:]}"]
    if isinstance(value, (dict, list)):
        return [flag, json.dumps(value)]
    return [flag, str(value)]
