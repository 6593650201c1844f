"""Which of the reports in AWS Artifact is AWS's current one, and until when it says so."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from compliance.aws.answers import NotCollected
from compliance.collectors.artifact import REPORT, is_providers
from compliance.collectors.resource import Estate, Resource
from compliance.controls.control import Context, Outcome, failed, not_determined, passed


@dataclass(frozen=True)
class Wanted:
    """A report that is asked for: what it is, its series, and how its name reads.

    `name` and `but_not` are regular expressions; an empty series is any. `expires` says that the
    report holds until its period ends, as a certificate does; another speaks of a time gone by,
    and grows old `max_age_days` after that. `letter` names the letter that carries an older one
    on, if there is such a thing.
    """

    what: str
    name: str
    series: str = ""
    but_not: str = ""
    expires: bool = False
    letter: str = ""


@dataclass(frozen=True)
class Report:
    """One published report of AWS's; `end` is where its period ends, or when it was issued."""

    name: str
    series: str
    version: str
    start: datetime | None
    end: datetime
    is_dated: bool

    def __str__(self) -> str:
        begin = f"{_day(self.start)} to " if self.start and self.is_dated else ""
        period = f"period {begin}{_day(self.end)}" if self.is_dated else f"issued {_day(self.end)}"
        return f"{self.name} (series {self.series}, version {self.version}, {period})"


def current(wanted: Sequence[Wanted], context: Context) -> Outcome:
    """Pass if AWS publishes a current report of each kind; what is missing comes first."""
    outcomes = [_judge(one, context) for one in wanted]
    for status in ("fail", "not_determined"):
        found = [one for one in outcomes if one.status == status]
        if found:
            return Outcome(found[0].status, " ".join(one.reason for one in found))
    return passed(" ".join(one.reason for one in outcomes))


def require_read(estate: Estate) -> None:
    """Do nothing if AWS Artifact's list of reports was read wholly.

    :raises NotCollected: it was not, or the partition has no AWS Artifact.
    """
    populations = estate.populations(REPORT)
    for one in populations:
        if one.absent:
            raise NotCollected(one.operation, one.absent)
    estate.every(REPORT)


def _judge(wanted: Wanted, context: Context) -> Outcome:
    found, unclear = _published(wanted, context)
    newest = max(found, key=lambda one: (one.end, one.version), default=None)
    if newest and _is_current(newest, wanted, context):
        return passed(f"AWS publishes its {wanted.what}: {newest}.")
    if newest and wanted.letter and (letter := _letter(newest, wanted, context)):
        return passed(f"AWS publishes its {wanted.what}: {newest}, carried on by {letter}.")
    if unclear:
        return not_determined(" ".join(unclear))
    if newest:
        return failed(f"AWS's newest {wanted.what} is no longer current: {newest}.")
    return failed(f"AWS Artifact lists no {wanted.what} of AWS's.")


def _published(wanted: Wanted, context: Context) -> tuple[list[Report], list[str]]:
    """The published reports that are meant, and a sentence for each that cannot be judged."""
    require_read(context.estate)
    found, unclear = [], []
    for resource in context.estate.known(REPORT):
        if not _is_meant(resource, wanted) or _needed(resource, "state") != "PUBLISHED":
            continue
        report, why_not = _report(resource)
        if report is None:
            unclear.append(f"AWS Artifact lists {resource.name}, but {why_not}.")
        elif report.start is None or report.start <= context.now:
            found.append(report)
    return found, unclear


def _is_meant(resource: Resource, wanted: Wanted) -> bool:
    company = _member(resource, "companyName")
    if company is not None and not is_providers(company):
        return False
    name = str(_needed(resource, "name"))
    if not re.search(wanted.name, name, re.IGNORECASE):
        return False
    if wanted.but_not and re.search(wanted.but_not, name, re.IGNORECASE):
        return False
    _needed(resource, "companyName")
    return wanted.series.casefold() in {"", str(_needed(resource, "series")).casefold()}


def _report(resource: Resource) -> tuple[Report | None, str]:
    """The report, or why it cannot be told what it holds for."""
    uploaded = _member(resource, "uploadState") or "COMPLETE"
    if uploaded != "COMPLETE":
        said = _member(resource, "statusMessage")
        return None, f"its upload is {uploaded}{f' ({said})' if said else ''}"
    end, issued = _member(resource, "periodEnd"), _member(resource, "createdAt")
    if end is None and issued is None:
        return None, "tells neither its period nor when it was issued"
    report = Report(
        name=str(_needed(resource, "name")),
        series=str(_needed(resource, "series")),
        version=str(_needed(resource, "version")),
        start=_member(resource, "periodStart"),
        end=end or issued,
        is_dated=end is not None,
    )
    return report, ""


def _is_current(report: Report, wanted: Wanted, context: Context) -> bool:
    if wanted.expires and report.is_dated:
        return report.end >= context.now
    return report.end >= context.now - timedelta(days=context.params["max_age_days"])


def _letter(report: Report, wanted: Wanted, context: Context) -> Report | None:
    """A letter that begins where the report ends, and is itself recent."""
    meant = Wanted("letter", wanted.letter, wanted.series)
    oldest = context.now - timedelta(days=context.params["letter_max_age_days"])
    follows = report.end + timedelta(days=1)
    letters = [
        one
        for one in _published(meant, context)[0]
        if one.is_dated and one.start and one.start <= follows and one.end >= oldest
    ]
    return max(letters, key=lambda one: one.end, default=None)


def _needed(resource: Resource, name: str) -> Any:
    """A member that a verdict rests on.

    :raises NotCollected: neither the list nor the details tell it.
    """
    value = _member(resource, name)
    if value is None:
        raise NotCollected("artifact:ListReports", f"the entry of {resource.name} has no {name}")
    return value


def _member(resource: Resource, name: str) -> Any:
    """As the list has it, else as the details do where the list lacked something.

    :raises NotCollected: the list lacks it, and the details were not read.
    """
    value = resource["report"].get(name)
    if value is None and "details" in resource.facts:
        return resource["details"].get("reportDetails", {}).get(name)
    return value


def _day(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%d")
