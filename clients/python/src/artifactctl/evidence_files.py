"""How the bodies of evidence are named in the folder."""

import re
from collections.abc import Mapping
from typing import Any

BODIES = "bodies/"
NO_NAME = re.compile(r"[^A-Za-z0-9]+")
KINDS = ((b"{", "json"), (b"[", "json"), (b"<", "xml"))


def bodies_in(name: str) -> str:
    """Where the bodies of this evidence lie."""
    return f"{name}/{BODIES}" if name else BODIES


def body_name(number: int, call: Mapping[str, Any], body: bytes) -> str:
    """`0001-kms-ListKeys.json`: the call's number in the receipt, from 1, and what was asked."""
    kind = next((name for begin, name in KINDS if body.lstrip().startswith(begin)), "bin")
    asked = NO_NAME.sub("-", f"{call['service']}-{call['operation']}")
    return f"{number:04d}-{asked}.{kind}"
