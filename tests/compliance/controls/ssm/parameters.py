"""Parameters and documents as the collector describes them."""

from datetime import UTC, datetime
from typing import Any

from compliance.collectors.resource import Resource
from compliance.collectors.ssm import DOCUMENT, PARAMETER
from tests.compliance.controls.resources import HOME, OWNER, Denied, Facts, resource

LAST_MONTH = datetime(2026, 4, 10, 9, tzinfo=UTC)

TAGS_DENIED = Denied("resourcegroupstaggingapi:GetResources")
POLICIES_DENIED = Denied("ssm:GetResourcePolicies")
UNLISTED = Denied("ssm:DescribeParameters")


def parameter(
    name: str = "/shop/colour",
    *,
    tags: dict[str, str] | Denied | None = None,
    policies: list[str] | Denied | None = None,
    **entry: Any,
) -> Resource:
    """A standard String that was changed last month, unless the entry's fields differ.

    `policies` are the resource policies as JSON; without them, none were asked for.
    """
    listed = {
        "Name": name,
        "Type": "String",
        "Tier": "Standard",
        "LastModifiedDate": LAST_MONTH,
        **entry,
    }
    facts: dict[str, Facts | Denied] = {
        "parameter": {field: one for field, one in listed.items() if one is not None},
        "tags": tags if isinstance(tags, Denied) else _tags(tags or {}),
    }
    if isinstance(policies, Denied):
        facts["policies"] = policies
    elif policies is not None:
        facts["policies"] = {"Policies": [{"PolicyId": "p", "Policy": one} for one in policies]}
    return resource(f"arn:aws:ssm:{HOME}:{OWNER}:parameter{name}", PARAMETER, HOME, **facts)


def _tags(held: dict[str, str]) -> Facts:
    return {"Tags": [{"Key": key, "Value": value} for key, value in held.items()]}


def secure(name: str = "/shop/db/password", **given: Any) -> Resource:
    """A SecureString, by its name a credential."""
    return parameter(name, **{"Type": "SecureString", "KeyId": "alias/aws/ssm", **given})


def unlisted() -> Resource:
    """A parameter of which the list could not be read."""
    arn = f"arn:aws:ssm:{HOME}:{OWNER}:parameter/shop/colour"
    return resource(arn, PARAMETER, parameter=UNLISTED, tags=TAGS_DENIED)


def document(*shared_with: str, permissions: Denied | None = None, **entry: Any) -> Resource:
    """An own document, shared with the accounts given."""
    return resource(
        f"arn:aws:ssm:{HOME}:{OWNER}:document/restart",
        DOCUMENT,
        document={"Name": "restart", "Owner": OWNER, **entry},
        permissions=permissions or {"AccountIds": list(shared_with)},
    )
