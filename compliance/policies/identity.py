"""Identity policies that let their holder use every KMS key."""

from collections.abc import Collection, Mapping

from compliance.policies.actions import matches
from compliance.policies.scope import Scope
from compliance.policies.statements import Statement, parse_policy
from compliance.policies.wildcards import SEGMENT, overlaps

_ANY_KEY = f"arn:{SEGMENT}:kms:{SEGMENT}:{SEGMENT}:key/"


def grants_on_every_key(policy: str | Mapping[str, object], actions: Collection[str]) -> list[str]:
    """The labels (Sid, or #1 for the place) of statements that allow an action on all keys.

    All keys of one account or one region count, as does a NotResource. Conditions and Deny
    statements do not change the answer, as in Security Hub KMS.1 and KMS.2.

    :raises PolicyMalformed: where the policy breaks the grammar of the policy language.
    """
    return [
        statement.label
        for statement in parse_policy(policy, names_principals=False)
        if statement.allows
        and _includes_any(statement, actions)
        and _reaches_every_key(statement.resources)
    ]


def _includes_any(statement: Statement, actions: Collection[str]) -> bool:
    scope = statement.actions
    return any(
        any(matches(pattern, action) for pattern in scope.patterns) is not scope.inverted
        for action in actions
    )


def _reaches_every_key(resources: Scope) -> bool:
    # What ends in a wildcard and matches an ARN up to `key/` matches every key after it.
    return resources.inverted or any(
        pattern.endswith("*") and overlaps(pattern, _ANY_KEY) for pattern in resources.patterns
    )
