"""Who can come through an identity provider that a trust policy names.

Source: IAM User Guide, "Create a role for OpenID Connect federation" and the condition keys that
the shared providers offer.
"""

import re
from collections.abc import Iterable

from compliance.policies.conditions import Condition, Family
from compliance.policies.principals import UNFIXED, Kind, Principal

# One issuer for all its customers: only a claim tells whose token it is.
_TELLING_CLAIMS = {
    "cognito-identity.amazonaws.com": ("aud", "sub"),
    "accounts.google.com": ("aud", "oaud", "sub"),
    "graph.facebook.com": ("app_id", "id"),
    "www.amazon.com": ("app_id", "user_id"),
    "token.actions.githubusercontent.com": (
        "sub",
        "repository",
        "repository_id",
        "repository_owner",
        "repository_owner_id",
        "job_workflow_ref",
    ),
    "gitlab.com": ("sub", "namespace_path", "project_path"),
    "app.terraform.io": ("sub",),
    "agent.buildkite.com": ("sub",),
    "api.pulumi.com/oidc": ("sub",),
    "oidc.vercel.com": ("sub",),
}
_FIRST_NAME = re.compile(r"[^*?$:/]+(?:[:/]|$)")


def admitted(provider: Principal, conditions: Iterable[Condition]) -> Principal:
    """Whom the provider stands for under these conditions.

    A provider that is registered in an account answers for that account, unless it serves all the
    world and no condition fixes a claim that tells its customers apart; then it is anyone. Without
    an account (Cognito, Google, Facebook, Amazon) a fixed claim leaves an outsider.
    """
    issuer = provider.value.partition("oidc-provider/")[2] or provider.value
    claims = _TELLING_CLAIMS.get(issuer.lower())
    entries = tuple(conditions)
    if claims is not None and not any(
        _fixes_claim(entry, issuer.lower(), claims) for entry in entries
    ):
        return Principal(Kind.ANYONE, provider.value)
    if any(_admits_guests(entry) for entry in entries):
        return Principal(Kind.ANYONE, provider.value)
    if provider.account:
        return Principal(Kind.ACCOUNT, provider.value, provider.account)
    return Principal(Kind.OUTSIDER, provider.value)


def _fixes_claim(entry: Condition, issuer: str, claims: tuple[str, ...]) -> bool:
    if entry.family is not Family.STRING or entry.negated:
        return False
    if entry.if_exists or entry.set_operator == "forallvalues" or not entry.values:
        return False
    if entry.key not in {f"{issuer}:{claim}" for claim in claims}:
        return False
    return all(_names_a_customer(value) for value in entry.values)


def _names_a_customer(value: str) -> bool:
    """Whether the first name is whole: in repo:acme/* it is acme, in repo:acme* it is not."""
    if not UNFIXED.search(value):
        return bool(value)
    label, colon, rest = value.partition(":")
    return _FIRST_NAME.match(rest if colon else label) is not None


def _admits_guests(entry: Condition) -> bool:
    return entry.key == "cognito-identity.amazonaws.com:amr" and "unauthenticated" in entry.values
