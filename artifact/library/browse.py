"""The library by framework and region."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from artifact.library.models import ReportQuerySet
from compliance.frameworks.catalogue import frameworks


@dataclass(frozen=True)
class Shelf:
    """The series of one framework, or of none: how many are about each region, and about all."""

    framework: str
    name: str
    counts: Sequence[tuple[str, int]]
    everywhere: int


def browse(reports: ReportQuerySet) -> tuple[Sequence[str], Sequence[Shelf]]:
    """The regions that any of the series names, and a shelf for each framework among them."""
    by_place: Counter[tuple[str, str]] = Counter()
    shelves = set()
    for framework, regions in reports.order_by().values_list("framework", "regions"):
        shelves.add(framework)
        by_place.update((framework, region) for region in regions or [""])
    regions = sorted({region for _, region in by_place if region})
    known = frameworks()
    names = {one: known[one].name if one in known else one for one in shelves if one}
    ordered = sorted(names, key=names.__getitem__) + ([""] if "" in shelves else [])
    return regions, [
        Shelf(
            framework=one,
            name=names.get(one, "Other documents"),
            counts=[(region, by_place[one, region]) for region in regions],
            everywhere=by_place[one, ""],
        )
        for one in ordered
    ]
