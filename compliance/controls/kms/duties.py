"""Which actions each principal of a key policy holds by itself."""

from collections.abc import Collection

from compliance.policies.principals import EVERYONE, Kind, Principal, read_principal
from compliance.policies.scope import Atom
from compliance.policies.statements import Statement, parse_policy


def duties(policy: str, actions: Collection[str]) -> dict[str, frozenset[str]]:
    """The given actions that the policy allows, by principal; none for whole accounts.

    An account as principal only lets its IAM policies decide (KMS Developer Guide, "Allows access
    to the AWS account"). What everybody is allowed without condition, each principal is too.

    :raises PolicyMalformed: the policy breaks the grammar of the policy language.
    """
    statements = parse_policy(policy)
    allows = [one for one in statements if one.allows]
    denies = [one for one in statements if not one.allows and not one.conditions]
    found = {who for one in allows for who in _named(one)}
    return {
        who.value: frozenset(
            action
            for action in actions
            if any(_allows(one, who, action) for one in allows)
            and not any(_denies(one, who, action) for one in denies)
        )
        for who in found
    }


def _named(statement: Statement) -> list[Principal]:
    if statement.spares_principals:
        return [EVERYONE]
    read = (read_principal(kind, value) for kind, value in statement.principals)
    return [one for one in read if one.kind is not Kind.STALE and not one.is_whole_account]


def _allows(statement: Statement, who: Principal, action: str) -> bool:
    named = _named(statement)
    reaches = who in named or (EVERYONE in named and not statement.conditions)
    return reaches and statement.actions.covers(Atom(action.lower()))


def _denies(statement: Statement, who: Principal, action: str) -> bool:
    listed = [read_principal(kind, value) for kind, value in statement.principals]
    if statement.spares_principals:
        reaches = who not in listed
    else:
        accounts = {one.account for one in listed if one.is_whole_account}
        reaches = (
            who in listed or EVERYONE in listed or (who.account in accounts and bool(who.account))
        )
    return reaches and statement.actions.covers(Atom(action.lower()))
