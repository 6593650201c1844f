"""The outsiders that a resource policy admits, held against those that are trusted.

For the policies of keys and of secrets, which have one grammar.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from compliance.collectors.resource import Resource
from compliance.controls.control import Context, Outcome, failed, not_determined
from compliance.policies.evaluate import evaluate
from compliance.policies.verdict import Exposure, PolicyMalformed, PolicyVerdict


def judge_outsiders(
    resource: Resource, policy: str, context: Context, *, service: str
) -> Outcome | None:
    """A failure for outsiders that are not trusted; None where all are.

    Not determined where the policy cannot be understood, or admits callers whose account it does
    not name. `trusted_accounts` and `trusted_orgs` of the context's parameters are the lists.
    """
    try:
        verdict = evaluate(policy, own_account=resource.account_id, service=service)
    except PolicyMalformed as error:
        return not_determined(f"The policy could not be understood: {error}.")
    if verdict.exposure is Exposure.PUBLIC:
        return failed("The policy is open to everyone, so to accounts that nobody trusts.")
    if strangers := _strangers(verdict, context):
        return failed(f"The policy admits outsiders not on the list: {', '.join(strangers)}.")
    # The verdict of the whole policy is its widest; a narrower way in may still name no account.
    for way_in in _ways_in(json.loads(policy)):
        found = evaluate(way_in, own_account=resource.account_id, service=service)
        if _names_no_account(found):
            return not_determined(
                f"The policy admits callers whose account it does not name: {found.reasons[0]}."
            )
    return None


def _strangers(verdict: PolicyVerdict, context: Context) -> list[str]:
    accounts = verdict.external_accounts - set(context.params["trusted_accounts"])
    organizations = verdict.organizations - set(context.params["trusted_orgs"])
    return [*sorted(accounts), *sorted(organizations)]


def _ways_in(policy: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """One policy for each principal that a statement allows, with all that is denied."""
    written = policy["Statement"]
    statements = written if isinstance(written, list) else [written]
    denied = [one for one in statements if one["Effect"] == "Deny"]
    for allowed in statements:
        if allowed["Effect"] == "Allow":
            for principal in _principals(allowed):
                yield {**policy, "Statement": [{**allowed, **principal}, *denied]}


def _principals(statement: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    named = statement.get("Principal")
    if not isinstance(named, Mapping):
        # "*" and NotPrincipal are one way in each.
        yield {}
        return
    for kind, values in named.items():
        for value in values if isinstance(values, list) else [values]:
            yield {"Principal": {kind: value}}


def _names_no_account(verdict: PolicyVerdict) -> bool:
    if verdict.exposure is Exposure.CROSS_ACCOUNT:
        return not verdict.external_accounts
    return verdict.exposure is Exposure.NETWORK
