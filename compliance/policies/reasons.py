"""The sentences that say why a policy got its verdict."""

from collections.abc import Iterable

from compliance.policies.audience import Audience
from compliance.policies.principals import EVERYONE, Kind
from compliance.policies.verdict import Exposure

_MEANINGS = {
    Exposure.PRIVATE: "so nobody outside the account gets in",
    Exposure.SERVICE: "so only for a fixed source",
    Exposure.SERVICE_UNSCOPED: "for whatever account it acts, as no condition fixes the source",
    Exposure.NETWORK: "so anyone there gets in",
    Exposure.ORGANIZATION: "so every account of the organization gets in",
    Exposure.CROSS_ACCOUNT: "which is outside the account",
    Exposure.PUBLIC: "and no condition limits who that is",
}


def explain(
    grants: Iterable[tuple[str, Audience]],
    stale: Iterable[tuple[str, str]],
    own_account: str,
) -> tuple[str, ...]:
    """One sentence for each way into the resource, in the order of the statements."""
    sentences = {
        f"Statement {label} admits {_callers(audience)}, "
        f"{_MEANINGS[audience.exposure(own_account)]}": None
        for label, audience in grants
        if audience.principal.account != own_account
    }
    sentences |= {
        f"Statement {label} names {value}, what is left of a deleted user or role": None
        for label, value in stale
    }
    return tuple(sentences) or (f"No statement admits anyone outside account {own_account}",)


def _callers(audience: Audience) -> str:
    principal = audience.principal
    limits = sorted(
        f"{dimension.value} {' or '.join(sorted(values))}"
        for dimension, values in audience.limits.items()
    )
    within = f" within {' and '.join(limits)}" if limits else ""
    if principal == EVERYONE:
        return f"everyone{within}"
    if principal.kind is Kind.ANYONE:
        return f"{principal.value!r} (no fixed principal, so everyone){within}"
    return f"{principal.value}{within}"
