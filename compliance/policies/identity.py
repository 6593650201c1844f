"""Identity policies that let their holder use every KMS key, or do everything."""

from collections.abc import Collection, Mapping

from compliance.policies.actions import matches
from compliance.policies.scope import Scope
from compliance.policies.statements import Statement, parse_policy
from compliance.policies.wildcards import SEGMENT, covers, overlaps

_ANY_KEY = f"arn:{SEGMENT}:kms:{SEGMENT}:{SEGMENT}:key/"
# The narrowest patterns that all actions, all of IAM's, and all ARNs of a partition match.
_ANY_ACTION = "?*:?*"
_ANY_IAM_ACTION = "iam:?*"
_ANY_ARN = tuple(f"arn:{partition}:?*:*:*:?*" for partition in ("aws", "aws-cn", "aws-us-gov"))


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


def grants_administration(
    policy: str | Mapping[str, object], *, tiny_exceptions: int
) -> list[str]:
    """The labels of statements that allow everything on everything, `*:*` and the like too.

    So does a NotAction with no more patterns than `tiny_exceptions`, and one that leaves the
    holder any of IAM, by which the rest can be had. Conditions and Deny statements do not change
    the answer, as in Security Hub IAM.1.

    :raises PolicyMalformed: where the policy breaks the grammar of the policy language.
    """
    return [
        statement.label
        for statement in parse_policy(policy, names_principals=False)
        if statement.allows
        and _allows_all_actions(statement.actions, tiny_exceptions)
        and _reaches_everything(statement.resources)
    ]


def _allows_all_actions(actions: Scope, tiny_exceptions: int) -> bool:
    covers_all = any(covers(pattern, _ANY_ACTION) for pattern in actions.patterns)
    if not actions.inverted:
        return covers_all
    spares_iam = any(covers(pattern, _ANY_IAM_ACTION) for pattern in actions.patterns)
    return not covers_all and (len(actions.patterns) <= tiny_exceptions or not spares_iam)


def _reaches_everything(resources: Scope) -> bool:
    covers_all = any(covers(pattern, arn) for pattern in resources.patterns for arn in _ANY_ARN)
    return covers_all is not resources.inverted


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
