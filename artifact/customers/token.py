"""Tokens that are sent by mail: nobody guesses one, and only their hash is kept."""

from hashlib import sha256
from secrets import token_urlsafe


def new_token() -> str:
    """256 random bits, as they stand in an address."""
    return token_urlsafe(32)


def hash_of(token: str) -> str:
    """What is kept of a token. It is random enough that a plain hash gives nothing away."""
    return sha256(token.encode()).hexdigest()
