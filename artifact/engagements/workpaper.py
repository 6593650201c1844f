"""The workpaper of one control: objective, procedure, population, results, conclusion."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db.models import Count
from django.db.models.functions import Collate

from artifact.engagements.conclusions import Conclusion
from artifact.engagements.definition import Frame
from artifact.engagements.evidence_names import EvidenceNames
from artifact.engagements.readings import Reading, stamp
from compliance.assessments.limits import findings_for
from compliance.assessments.models import FindingQuerySet
from compliance.collectors.collector import COLLECTORS
from compliance.controls.control import CONTROLS, Control
from compliance.models import Account, Finding, Snapshot

EXCEPTIONAL = (Finding.Status.FAIL, Finding.Status.NOT_DETERMINED)
PIECE = 1000
TOLD = ("reason", "opened_at", "opened_by", "opened_by__blob")
Read = Callable[[Account, tuple[str, ...]], Iterable[Reading]]
Tell = Callable[[Snapshot, str], str]
Row = tuple[Any, ...]


@dataclass(frozen=True)
class Subject:
    """Of which control, within what, and what was concluded of it, as far as it may be read.

    `found` is what was found by any control; `names` are the numbers of evidence; `read` says what
    collectors read of an account, `tell` how a snapshot was obtained.
    """

    control: str
    frame: Frame
    found: FindingQuerySet
    conclusion: Conclusion | None
    names: EvidenceNames
    read: Read
    tell: Tell


def workpaper(subject: Subject) -> Iterator[bytes]:
    """The workpaper as Markdown in UTF-8, a line at a time."""
    control = CONTROLS.get(subject.control)
    if control is None:
        yield _encoded(f"# {subject.control}", "This control is not part of the service any more.")
        return
    found = subject.found.filter(
        findings_for(subject.frame.framework, [control]), control=control.id
    )
    yield from _objective(subject, control)
    yield _encoded("## Procedure", "")
    for account in subject.frame.accounts:
        yield from _procedure(subject, control, account)
    counted = dict(found.order_by().values_list("status").annotate(number=Count("pk")))
    yield _results(counted, control)
    yield _encoded("## Exceptions", "")
    # Most controls have none: they need no second query.
    if counted.keys().isdisjoint(EXCEPTIONAL):
        yield _encoded("None.")
    else:
        yield from _exceptions(found, subject.names)
    yield from _conclusion(subject.conclusion, subject.names)


def _objective(subject: Subject, control: Control) -> Iterator[bytes]:
    engagement = subject.frame.engagement
    named = [
        one.id
        for one in subject.frame.framework.requirements
        if control.id in {used.id for used in one.controls}
    ]
    yield _encoded(
        f"# {control.id}: {control.title}",
        "",
        f"Engagement: {engagement.title}, {engagement.firm} ({engagement.engagement_id})",
        f"Framework: {subject.frame.framework.name}; requirements: {', '.join(named)}",
        f"Period: {engagement.period_start} to {engagement.period_end} (UTC)",
        "",
        "## Objective",
        "",
        f"To establish that: {control.title}. {control.risk} Source: {control.source}",
        "",
    )


def _procedure(subject: Subject, control: Control, account: Account) -> Iterator[bytes]:
    found = subject.read(account, tuple(one for one in control.needs if one in COLLECTORS))
    subject.names.learn(one.snapshot.pk for one in found if one.snapshot)
    for reading in found:
        place = f"account {account.account_id} in {reading.tie.region}"
        if reading.snapshot is not None:
            yield _encoded(f"- {subject.tell(reading.snapshot, control.resource_type)}")
        elif reading.tie.gaps:
            yield _encoded(f"- NOT READ: {reading.collector} of {place}.")
        else:
            yield _encoded(f"- {place}: the region is not enabled; there is nothing to read.")


def _results(counted: Mapping[str, int], control: Control) -> bytes:
    total = sum(counted.values())
    unknown = counted.get(Finding.Status.NOT_DETERMINED, 0)
    lines = [f"| {label} | {counted.get(value, 0)} |" for value, label in Finding.Status.choices]
    return _encoded(
        "",
        "## Population and results",
        "",
        f"The control, version {control.version}, tests every resource that was read; nothing is "
        f"sampled. Of {total} results, {total - unknown} of {total} were tested in full"
        + (f"; {unknown} could not be determined." if unknown else "."),
        "",
        "| Result | Number |",
        "|---|---:|",
        *lines,
        "",
    )


def _exceptions(found: FindingQuerySet, names: EvidenceNames) -> Iterator[bytes]:
    rows = (
        found.filter(status__in=EXCEPTIONAL)
        .order_by("account__account_id", Collate("region", "C"), Collate("resource", "C"), "pk")
        .values_list("status", "resource", "account__account_id", "region", *TOLD)
    )
    for some in _pieces(rows.iterator(chunk_size=PIECE)):
        names.learn(snapshot for *_, snapshot, _ in some)
        for status, resource, account, region, *told in some:
            reason, since, snapshot, sha256 = told
            where = f"account {account}, {region}"
            yield _encoded(
                f"- {Finding.Status(status).label}: {resource} ({where}): {reason} "
                f"Since {stamp(since)}; {_named(names.name(snapshot), sha256)}."
            )


def _pieces(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """So many rows at a time, whose evidence is numbered at once."""
    left = iter(rows)
    while some := list(islice(left, PIECE)):
        yield some


def _named(evidence_no: str, sha256: str | None) -> str:
    if not sha256:
        return "no evidence"
    return f"{evidence_no or 'read out of the period'}, SHA-256 {sha256}"


def _conclusion(conclusion: Conclusion | None, names: EvidenceNames) -> Iterator[bytes]:
    yield _encoded("", "## Conclusion", "")
    if conclusion is None:
        yield _encoded("None is written, or none is shared.")
    else:
        evidence = ", ".join(names.name_all(conclusion.evidence)) or "none named"
        yield _encoded(
            f"{conclusion.get_verdict_display()} (version {conclusion.number})",
            "",
            conclusion.text,
            "",
            f"Samples: {', '.join(conclusion.samples) or 'none'}. Evidence: {evidence}.",
            f"Concluded by {conclusion.by} on {stamp(conclusion.at)}.",
        )
    yield _encoded("", "Prepared by Artifact from the evidence that is named above.")


def _encoded(*lines: str) -> bytes:
    return "".join(f"{one}\n" for one in lines).encode()
