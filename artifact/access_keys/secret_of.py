"""Read a key's secret again, to check what was signed with it."""

from artifact.access_keys.issue import PURPOSE
from artifact.access_keys.models import AccessKey
from artifact.encryption import decrypt


def secret_of(key: AccessKey) -> str:
    """The secret.

    :raises cryptography.fernet.InvalidToken: it was encrypted by a key that is no longer known.
    """
    return decrypt(key.encrypted_secret, purpose=PURPOSE)
