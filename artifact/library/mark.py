"""What a copy says about itself: for whom it was made, when, and which one it is."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

# What has no shape: controls, surrogates and non-characters, which neither HTML nor XMP may hold,
# and the marks that turn the direction of what follows them.
UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]+"
)


@dataclass(frozen=True)
class Mark:
    """Name, organisation, instant and copy id, as they stand on each page of a copy."""

    name: str
    organization: str
    at: datetime
    copy_id: str

    @property
    def parts(self) -> list[str]:
        """What is read from left to right; an organisation only where there is one."""
        instant = f"{self.at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"
        said = (_printable(self.name), _printable(self.organization), instant, self.copy_id)
        return [part for part in said if part]

    @property
    def sentence(self) -> str:
        """The same in one sentence, for the metadata."""
        return f"Copy {self.copy_id}, made for {', '.join(self.parts[:-1])}."


def _printable(text: str) -> str:
    return " ".join(UNPRINTABLE.sub(" ", text).split())
