"""The findings of a control in an account that held at an instant."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db.models import Count, Q
from django.db.models.functions import Collate

from artifact.engagements.definition import Frame
from artifact.engagements.line import Line
from artifact.engagements.readings import Tie, readings, stamp
from artifact.engagements.scope import findings_at
from compliance.assessments.limits import findings_for
from compliance.assessments.models import FindingQuerySet
from compliance.controls.control import CONTROLS
from compliance.models import Account, Evaluation, Finding

PIECE = 2000
TOLD = ("control", "control_version", "status", "reason")


def finding_lines(frame: Frame, account: Account) -> tuple[Iterable[Line], list[Tie]]:
    """The lines in the order of region and resource, read from the database piece by piece."""
    control = CONTROLS[frame.definition.subject]
    found = findings_at(frame.engagement, frame.definition.as_of).filter(
        findings_for(frame.framework, [control]), account=account, control=control.id
    )
    if frame.definition.regions:
        found = found.filter(region__in=frame.definition.regions)
    ties = [*_counts(frame, account, found), *_evidence(frame, account, control.needs)]
    return _lines(frame, account, found), ties


def _lines(frame: Frame, account: Account, found: FindingQuerySet) -> Iterator[Line]:
    wanted = frame.definition.statuses
    kind = CONTROLS[frame.definition.subject].resource_type
    matching = found.filter(status__in=wanted) if wanted else found
    # In the order of code points: a database's own order is another on another machine.
    rows = matching.order_by(Collate("region", "C"), Collate("resource", "C"), "pk").values_list(
        "region", "resource", "opened_by", "opened_by__blob", "opened_at", *TOLD
    )
    for region, resource, opened_by, sha256, since, *told in rows.iterator(chunk_size=PIECE):
        attributes = {**dict(zip(TOLD, told, strict=True)), "since": stamp(since)}
        name = account.account_id
        yield Line(name, region, resource, kind, attributes, opened_by, sha256 or "")


def _counts(frame: Frame, account: Account, found: FindingQuerySet) -> Iterator[Tie]:
    """A row for each region: its findings, and when it was judged last."""
    wanted = frame.definition.statuses
    is_kept = Q(status__in=wanted) if wanted else Q(pk__isnull=False)
    open_question = Q(status=Finding.Status.NOT_DETERMINED)
    counted = {
        region: (seen, kept, unknown)
        for region, seen, kept, unknown in found.order_by()
        .values_list("region")
        .annotate(
            seen=Count("pk"),
            kept=Count("pk", filter=is_kept),
            unknown=Count("pk", filter=open_question),
        )
    }
    judged = _judged(frame, account)
    for region in sorted({*counted, *judged}):
        seen, kept, unknown = counted.get(region, (0, 0, 0))
        at = judged.get(region)
        tie = Tie(account.account_id, region, "findings", stamp(at) if at else "", seen, kept)
        if at is None or at < frame.definition.as_of - frame.max_age:
            tie.gaps.append("The control did not judge this place shortly before this instant.")
        if unknown:
            tie.gaps.append(f"{unknown} of its findings could not be determined.")
        yield tie
    if not judged:
        gap = "The control judged nothing of this account in the period up to this instant."
        yield Tie(account.account_id, "every region", "findings", gaps=[gap])


def _judged(frame: Frame, account: Account) -> dict[str, datetime]:
    """When each region was last judged by the control."""
    control = frame.definition.subject
    last = (
        Evaluation.objects.filter(account=account, instant__lte=frame.definition.as_of)
        .filter(instant__date__gte=frame.engagement.period_start)
        .filter(
            Q(control_set__controls__has_key=control)
            | Q(control_set__controls__has_key=f"{control}@{frame.framework.id}")
        )
        .order_by("region", "-instant")
        .distinct("region")
    )
    return {
        region: at for region, at in last.values_list("region", "instant") if frame.wants(region)
    }


def _evidence(frame: Frame, account: Account, needs: tuple[str, ...]) -> Iterator[Tie]:
    """The readings below the control that were not whole: something may be missing there."""
    for reading in readings(frame, account, needs):
        if reading.tie.gaps:
            yield reading.tie
