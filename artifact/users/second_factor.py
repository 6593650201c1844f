"""Second factors: their secrets are encrypted where they are kept."""

from allauth.mfa.adapter import DefaultMFAAdapter

from artifact.encryption import decrypt, encrypt

PURPOSE = "second factor"


class EncryptedSecondFactors(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """Encrypts with a key derived from SECRET_KEY; SECRET_KEY_FALLBACKS still open old ones."""

    def encrypt(self, text: str) -> str:
        """The text, for the database."""
        return encrypt(text, purpose=PURPOSE)

    def decrypt(self, encrypted_text: str) -> str:
        """The text again.

        :raises cryptography.fernet.InvalidToken: none of the keys made it.
        """
        return decrypt(encrypted_text, purpose=PURPOSE)
