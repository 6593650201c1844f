"""The names of AWS actions against the patterns of policies."""

from compliance.policies.wildcards import covers


def matches(pattern: str, action: str) -> bool:
    """Whether an Action pattern of a policy includes an action, as `kms:De*` does `kms:Decrypt`.

    Letter case is ignored in service and name (IAM User Guide, Action element).
    """
    return covers(pattern.lower(), action.lower())
