"""What a session needs to know of an account."""

from dataclasses import dataclass

# The place of what an account has only once.
GLOBAL = "global"


@dataclass(frozen=True)
class Target:
    """An account and the way to it; nothing of it is secret.

    `lists_members` says that it may list the accounts of its organisation: it is the management
    account or a delegated administrator.
    """

    account_id: str
    partition: str = "aws"
    role_arn: str = ""
    external_id: str = ""
    endpoint_url: str = ""
    lists_members: bool = False

    @property
    def has_quotas(self) -> bool:
        """Whether AWS's quotas hold there: an emulator has none, only what it throttles."""
        return not self.endpoint_url
