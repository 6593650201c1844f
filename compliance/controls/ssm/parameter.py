"""What DescribeParameters tells of a parameter that several controls ask; never its value."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from compliance.aws.answers import NotCollected
from compliance.collectors.resource import Resource
from compliance.controls.control import Outcome, not_applicable

# What a credential is called. It is a heuristic, as a look at values would put them into evidence.
CREDENTIAL_NAMES = (
    "(?i)(pass(word|wd|phrase)?|secret|token|api[_-]?key|private[_-]?key|credential"
    "|conn(ection)?[_-]?string|access[_-]?key|auth)"
)
SECURE = "SecureString"
SYSTEM_TAGS = "aws:"


def is_secure(parameter: Resource) -> bool:
    """Whether the value is encrypted.

    :raises NotCollected: the parameter was not listed, or without its type.
    """
    return bool(entry(parameter, "Type") == SECURE)


def entry(parameter: Resource, field: str) -> Any:
    """A field that AWS gives for every parameter.

    :raises NotCollected: it is missing.
    """
    listed = parameter["parameter"]
    if listed.get(field) is None:
        raise NotCollected("ssm:DescribeParameters", f"the answer has no {field}")
    return listed[field]


def not_secure(parameter: Resource) -> Outcome | None:
    """Not applicable for a parameter in clear text; None for a SecureString.

    :raises NotCollected: its type is not known.
    """
    if is_secure(parameter):
        return None
    return not_applicable(
        "The parameter is no SecureString; ssm.no-plaintext-secrets judges whether it should be."
    )


def secret_sign(parameter: Resource, pattern: str) -> str:
    """What looks like a secret's: `name`, `description` or `tag owner`; empty if nothing does.

    Tags that AWS itself sets (aws:…) are left aside: they name what made the parameter.

    :raises NotCollected: nothing looks like it, and the tags could not be read; or the pattern is
        no regular expression.
    """
    try:
        sought = re.compile(pattern)
    except re.error as error:
        raise NotCollected("secret_pattern", f"is no regular expression ({error})") from error
    return next((sign for sign, text in _texts(parameter) if sought.search(text)), "")


def _texts(parameter: Resource) -> Iterator[tuple[str, str]]:
    yield "name", str(entry(parameter, "Name"))
    yield "description", str(parameter["parameter"].get("Description") or "")
    for tag in tags(parameter):
        yield f"tag {tag['Key']}", f"{tag['Key']} {tag.get('Value', '')}"


def tags(parameter: Resource) -> list[Mapping[str, Any]]:
    """The tags that the customer set, in the order of their keys.

    :raises NotCollected: the tags could not be read.
    """
    own = [
        one for one in parameter["tags"].get("Tags", ()) if not one["Key"].startswith(SYSTEM_TAGS)
    ]
    return sorted(own, key=lambda one: str(one["Key"]))
