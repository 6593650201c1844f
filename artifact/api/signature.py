"""A yes to exact bytes, as a program gives it for its owner."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from artifact.agreements.accept import Signature

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", description="64 hexadecimal digits.")]
Name = Annotated[
    str, Field(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f]*[^\s\x00-\x1f][^\x00-\x1f]*$")
]


class SignatureIn(BaseModel):
    """The SHA-256 of the bytes that were read, the person's full name, and their authority."""

    model_config = ConfigDict(extra="forbid")

    document: Sha256
    typed_name: Name
    authority: Name


def signed(given: SignatureIn) -> Signature:
    """As the use cases take it."""
    return Signature(given.typed_name, given.authority)
