"""What was read in an engagement, in words."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from artifact.engagements.models import Engagement
from artifact.engagements.populations import FrozenPopulation, Sample
from artifact.engagements.reads import EVIDENCE, INDEX, REPORT
from artifact.engagements.reads_of_work import (
    ATTACHMENT,
    LIST,
    PACKAGE,
    PACKAGE_READ,
    POPULATION,
    SAMPLE,
)
from artifact.engagements.requests import AuditRequest
from artifact.library.models import ReportVersion
from compliance.models import Entry

WHOLE = {
    INDEX: "The evidence index",
    LIST: "The request list",
    PACKAGE: "The package of workpapers",
    PACKAGE_READ: "The package of workpapers, made before",
}


@dataclass(frozen=True)
class Read:
    """One reading: who read what, when. `kind` and `name` say which page shows it, if any."""

    entry: Entry
    is_by_auditor: bool
    what: str
    kind: str = ""
    name: str | int = ""


@dataclass(frozen=True)
class _Known:
    """What stands behind the names in the entries of a page."""

    numbers: dict[int, str]
    versions: dict[int, ReportVersion]
    populations: dict[str, FrozenPopulation]
    samples: dict[str, Sample]
    requests: dict[int, AuditRequest]


def reads_told(entries: Iterable[Entry], engagement: Engagement) -> list[Read]:
    """The entries of a page in words. Six queries, however many."""
    rows = list(entries)
    auditors = set(engagement.auditors.values_list("user__email", flat=True))
    known = _known(rows, engagement)
    return [Read(one, one.actor in auditors, *_told(one, known)) for one in rows]


def _known(rows: Sequence[Entry], engagement: Engagement) -> _Known:
    numbers = engagement.evidence.filter(snapshot__in=_ids(rows, EVIDENCE))
    versions = ReportVersion.objects.select_related("report").in_bulk(_ids(rows, REPORT))
    populations = FrozenPopulation.objects.defer("reconciliation")
    samples = Sample.objects.select_related("population")
    return _Known(
        dict(numbers.values_list("snapshot_id", "evidence_no")),
        versions,
        populations.in_bulk(_names(rows, POPULATION), field_name="population_id"),
        samples.in_bulk(_names(rows, SAMPLE), field_name="sample_id"),
        AuditRequest.objects.in_bulk(_ids(rows, ATTACHMENT)),
    )


def _names(rows: Sequence[Entry], action: str) -> list[str]:
    return [_name(one) for one in rows if one.action == action]


def _ids(rows: Sequence[Entry], action: str) -> list[int]:
    return [int(one) for one in _names(rows, action)]


def _name(entry: Entry) -> str:
    return entry.subject.partition(":")[2]


def _told(entry: Entry, known: _Known) -> tuple[str, str, str | int]:
    if entry.action in WHOLE:
        return WHOLE[entry.action], "", ""
    return TELLERS[entry.action](entry, known)


def _evidence(entry: Entry, known: _Known) -> tuple[str, str, str | int]:
    call = entry.details.get("call")
    what = {None: "Receipt and calls", "all": "Every body"}.get(call, f"Call {call}")
    return what, "evidence", known.numbers.get(int(_name(entry)), "")


def _report(entry: Entry, known: _Known) -> tuple[str, str, str | int]:
    version = known.versions[int(_name(entry))]
    return str(version), "report", version.pk


def _population(entry: Entry, known: _Known) -> tuple[str, str, str | int]:
    population = known.populations[_name(entry)]
    return f"Population: {population.title}", "population", population.population_id


def _sample(entry: Entry, known: _Known) -> tuple[str, str, str | int]:
    sample = known.samples[_name(entry)]
    return f"Sample of {sample.population.title}", "sample", sample.sample_id


def _attachment(entry: Entry, known: _Known) -> tuple[str, str, str | int]:
    number = known.requests[int(_name(entry))].number
    return f"{entry.details['file']}, handed in for R-{number}", "request", number


TELLERS: dict[str, Callable[[Entry, _Known], tuple[str, str, str | int]]] = {
    EVIDENCE: _evidence,
    REPORT: _report,
    POPULATION: _population,
    SAMPLE: _sample,
    ATTACHMENT: _attachment,
}
