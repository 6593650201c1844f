"""The account's password policy, and whether anybody has a password that it rules."""

from collections.abc import Mapping
from typing import Any

from compliance.aws.answers import NotCollected
from compliance.collectors.credentialreport import USER_CREDENTIALS
from compliance.collectors.iamaccount import PASSWORD_POLICY, POLICY
from compliance.collectors.resource import Estate, Resource
from compliance.controls.control import Outcome, failed, not_applicable
from compliance.controls.iam.credentials import flag

# IAM User Guide, "Set an account password policy for IAM users".
DEFAULT = (
    "The account has no password policy of its own; AWS's default asks for 8 characters of three "
    "of four kinds, remembers no password and lets none expire."
)


def console_users(estate: Estate) -> list[Resource]:
    """The users who have a password.

    :raises NotCollected: the credential report was not read.
    """
    users = estate.every(USER_CREDENTIALS)
    return [one for one in users if flag(one, "password_enabled")]


def rules_nobody(estate: Estate) -> Outcome | None:
    """Not applicable where no user has a password; None where the policy matters.

    :raises NotCollected: the credential report was not read.
    """
    if console_users(estate):
        return None
    return not_applicable(
        "No IAM user has a password; where people sign in by federation, the password policy of "
        "the identity provider is the evidence."
    )


def no_policy(estate: Estate) -> Outcome | None:
    """A failure where the account leaves AWS's default in force; None where it has a policy.

    :raises NotCollected: the policy was not read.
    """
    return None if _answer(estate) else failed(DEFAULT)


def rule(estate: Estate, name: str, default: Any = None) -> Any:
    """A member of the password policy; the default where AWS leaves it out.

    :raises NotCollected: it is missing and has no default.
    """
    policy: Mapping[str, Any] = _answer(estate).get("PasswordPolicy", {})
    found = policy.get(name, default)
    if found is None:
        raise NotCollected(POLICY, f"the answer has no {name}")
    return found


def _answer(estate: Estate) -> Mapping[str, Any]:
    found = estate.every(PASSWORD_POLICY)
    if not found:
        raise NotCollected(PASSWORD_POLICY, "there is none")
    return found[0]["policy"]
