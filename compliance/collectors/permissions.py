"""What the role that reads an account is allowed, from the collectors' own declarations."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from compliance.collectors.collector import Collector

Policy = Mapping[str, Any]

# IAM User Guide, "IAM and AWS STS quotas": a managed policy has 6,144 characters, blanks apart.
MAX_POLICY_CHARACTERS = 6_144
# What no collector asks for is refused by name, whatever else the role may be given.
NEVER = (
    "kms:Decrypt",
    "s3:GetObject",
    "s3:GetObjectVersion",
    "secretsmanager:GetSecretValue",
    "ssm:GetParameter*",
)


def permissions(collectors: Iterable[Collector]) -> Mapping[str, Policy]:
    """Policy documents by name: as many as hold all actions, and one that denies contents.

    :raises ValueError: a service's actions alone are more than a policy can hold.
    """
    actions = sorted({action for one in collectors for action in one.actions})
    read = [_allow(group) for group in _groups(actions)]
    named = {f"Read{number}": policy for number, policy in enumerate(read, start=1)}
    return named | {"NeverReadContents": _policy("Deny", NEVER)}


def _groups(actions: Sequence[str]) -> list[list[str]]:
    """The actions in their order, in groups that fit; a service stays together."""
    groups: list[list[str]] = [[]]
    for service in sorted({action.partition(":")[0] for action in actions}):
        own = [action for action in actions if action.partition(":")[0] == service]
        if _characters(_allow(own)) > MAX_POLICY_CHARACTERS:
            raise ValueError(f"the actions of {service} do not fit into one policy")
        if _characters(_allow([*groups[-1], *own])) > MAX_POLICY_CHARACTERS:
            groups.append([])
        groups[-1] += own
    return groups


def _allow(actions: Sequence[str]) -> Policy:
    return _policy("Allow", actions)


def _policy(effect: str, actions: Sequence[str]) -> Policy:
    statement = {"Effect": effect, "Action": list(actions), "Resource": "*"}
    return {"Version": "2012-10-17", "Statement": [statement]}


def _characters(policy: Policy) -> int:
    return len("".join(json.dumps(policy).split()))
