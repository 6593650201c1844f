"""One line of a frozen population."""

from dataclasses import dataclass
from typing import Any

from artifact.engagements.sampling import canonical


@dataclass(frozen=True)
class Line:
    """`key` names the thing for ever; `snapshot` is the number and hash of the evidence."""

    account: str
    region: str
    name: str
    type: str
    attributes: dict[str, Any]
    snapshot: int | None
    sha256: str

    @property
    def key(self) -> str:
        """Unique within a population, and the same wherever and whenever it is frozen."""
        return f"{self.account}/{self.region}/{self.name}"

    def as_bytes(self) -> bytes:
        """Canonical JSON (RFC 8785) and a line feed.

        Of text and whole numbers under plain names, Python's own encoder writes that form too, and
        a hundred thousand lines in a second.
        """
        told = {
            "key": self.key,
            "account": self.account,
            "region": self.region,
            "type": self.type,
            "attributes": self.attributes,
            "snapshot": self.snapshot,
            "snapshot_sha256": self.sha256,
        }
        return canonical(told) + b"\n"
