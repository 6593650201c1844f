"""How far a resource policy opens its resource.

Written here because policyuniverse, the one library with this aim, last released in 2023, does not
weigh Deny, IfExists, ForAllValues or NotPrincipal and so calls open policies closed; the others
(parliament, policy-sentry, py-iam-expand) lint or expand policies and give no verdict.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from compliance.policies.audience import Audience
from compliance.policies.denies import Escapes, escapes, remaining
from compliance.policies.federation import admitted
from compliance.policies.narrowing import demanded
from compliance.policies.principals import (
    ACCOUNT_ID,
    EVERYONE,
    Kind,
    Principal,
    read_principal,
)
from compliance.policies.reasons import explain
from compliance.policies.scope import Atom
from compliance.policies.statements import Statement, parse_policy
from compliance.policies.verdict import Exposure, PolicyVerdict

# A resource of the service answers to these actions alone, so `*` means no more than these.
_ACTIONS = {
    "kms": "kms:*",
    "s3": "s3:*",
    "secretsmanager": "secretsmanager:*",
    "iam": "sts:*",
    "sts": "sts:*",
}


def evaluate(
    policy: str | Mapping[str, object], *, own_account: str, service: str
) -> PolicyVerdict:
    """Who a policy of a resource in `own_account` lets in, at the widest.

    `service` is kms, secretsmanager, s3 (bucket policies) or iam (trust policies). Whatever is not
    understood counts as open; only what the policy language makes certain narrows the verdict:
    every grant is an upper bound of its callers, each Allow met with the limits of its conditions
    and with those that Deny statements leave. After the IAM User Guide (policy evaluation logic,
    condition operators, global condition keys) and, for `aws_is_public`, the S3 User Guide ("The
    meaning of public") and AWS Config's kms-key-policy-no-public-access; conditional Deny
    statements do not count there.

    :raises PolicyMalformed: where the policy breaks the grammar of the policy language.
    :raises ValueError: where `own_account` is not an account id of 12 digits.
    """
    if not ACCOUNT_ID.fullmatch(own_account):
        raise ValueError(f"{own_account!r} is not an AWS account id")
    statements = parse_policy(policy)
    denies = [statement for statement in statements if not statement.allows]
    allows = [statement for statement in statements if statement.allows]
    grants = [
        grant for allow in allows for grant in _grants(allow, denies, own_account, service.lower())
    ]
    audiences = [audience for grant in grants for audience in grant.audiences]
    stale = [(allow.label, one.value) for allow in allows for one in _stale(allow)]
    return PolicyVerdict(
        exposure=max((one.exposure(own_account) for one in audiences), default=Exposure.PRIVATE),
        aws_is_public=any(grant.aws_is_public for grant in grants),
        external_accounts=_joined(one.accounts() for one in audiences) - {own_account},
        organizations=_joined(one.organizations() for one in audiences),
        stale_principals=frozenset(value for _, value in stale),
        services=_joined(one.services() for one in audiences),
        reasons=explain(
            [(grant.label, one) for grant in grants for one in grant.audiences],
            stale,
            own_account,
        ),
    )


@dataclass(frozen=True)
class _Grant:
    label: str
    audiences: list[Audience]
    aws_is_public: bool


def _grants(
    allow: Statement, denies: list[Statement], own_account: str, service: str
) -> Iterator[_Grant]:
    limits = demanded(allow.conditions, service)
    for principal in _principals(allow):
        audience: Audience | None = Audience(_resolved(principal, allow))
        for limit in limits:
            audience = audience and audience.limited(limit)
        if audience is None:
            continue
        for action, resource in _parts(allow, service):
            found = (escapes(one, principal, action, resource, service) for one in denies)
            yield _grant(allow.label, audience, [one for one in found if one is not None])


def _grant(label: str, audience: Audience, denies: list[Escapes]) -> _Grant:
    return _Grant(
        label=label,
        audiences=remaining(audience, denies),
        aws_is_public=audience.principal.kind is Kind.ANYONE
        and not audience.is_fixed
        and () not in denies,
    )


def _principals(allow: Statement) -> Iterator[Principal]:
    if allow.spares_principals:
        yield EVERYONE
        return
    for kind, value in allow.principals:
        principal = read_principal(kind, value)
        if principal.kind is not Kind.STALE:
            yield principal


def _resolved(principal: Principal, allow: Statement) -> Principal:
    if principal.kind is Kind.FEDERATED:
        return admitted(principal, allow.conditions)
    return principal


def _parts(allow: Statement, service: str) -> Iterator[tuple[Atom, Atom]]:
    for atom in allow.actions.atoms():
        all_actions = replace(atom, pattern=_ACTIONS.get(service, "*"))
        action = all_actions if atom.pattern == "*" else atom
        for resource in allow.resources.atoms():
            yield action, resource


def _stale(allow: Statement) -> list[Principal]:
    if allow.spares_principals:
        return []
    named = (read_principal(kind, value) for kind, value in allow.principals)
    return [principal for principal in named if principal.kind is Kind.STALE]


def _joined(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset[str]().union(*sets)
