"""How far the work on a version has come."""

from dataclasses import dataclass


@dataclass
class Progress:
    """Steps of a rendering, or pages of a document, done and in total."""

    done: int = 0
    total: int = 0

    def row(self) -> dict[str, object]:
        """What the version's row shows meanwhile."""
        return {"steps_done": self.done, "steps_total": self.total}
