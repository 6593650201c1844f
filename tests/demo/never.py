"""Answers that a control never gives in the estate, by its design."""

# By control: the statuses that its own limits, or what it is about, rule out.
NEVER: dict[str, frozenset[str]] = {
    # Nobody says which Regions may be used, unless an organisation does.
    "account.region-use-restricted": frozenset({"pass", "fail"}),
    # Nobody is in the scope of FedRAMP, unless an organisation says so.
    "artifact.fedramp-package-on-file": frozenset({"pass", "fail"}),
    # Nobody says in which Regions keys may be replicated, unless an organisation does.
    "kms.multi-region-keys-intended": frozenset({"pass", "fail"}),
    # Nobody must subscribe, unless an organisation says so.
    "shield.advanced-subscription": frozenset({"fail"}),
    # AWS provides it to everybody; no evidence is asked for.
    "shield.standard-inherited": frozenset({"pass", "fail", "not_determined"}),
}


def lacking(control: str, statuses: set[str], *wanted: str) -> set[str]:
    """The statuses wanted of a control that it could give, and did not."""
    return set(wanted) - statuses - NEVER.get(control, frozenset())
