"""What a reading left, as tests look at it."""

from typing import Any

from compliance.models import Collection, Finding, Snapshot


def snapshot_of(collection: Collection, collector: str) -> Snapshot:
    """The snapshot of a collector in the collection's only region."""
    return Snapshot.objects.get(unit__collection=collection, collector=collector)


def findings(**where: Any) -> list[tuple[str, str]]:
    """Resource and status of the findings that hold now."""
    held = Finding.objects.current().filter(**where)
    return sorted(held.values_list("resource", "status"))
