"""Turn a collection's evidence into findings: spans that open, go on and close."""

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from compliance.assessments.estate import Evidence, assemble
from compliance.assessments.judge import Judgement, Key, judge, versions
from compliance.assessments.limits import with_limits
from compliance.assessments.models import (
    ControlSet,
    Evaluation,
    Finding,
    OrganisationLimit,
)
from compliance.aws.models import Account
from compliance.canonical_json import canonical
from compliance.controls.control import CONTROLS, Control
from compliance.evidence.collect import collectors_of
from compliance.evidence.models import Collection
from compliance.ledger.append import append

BATCH = 2000


def evaluate(account_id: int, *, now: datetime, max_age: timedelta) -> list[Collection]:
    """Evaluate every ended collection of the account that is due, oldest first.

    All or nothing per collection, and safe to call twice or side by side: an evaluated collection
    is left alone, and so is an account that another is evaluating. Returns those evaluated by
    this call.
    """
    done = []
    while collection := _evaluate_oldest(account_id, now=now, max_age=max_age):
        done.append(collection)
    return done


def _evaluate_oldest(account_id: int, *, now: datetime, max_age: timedelta) -> Collection | None:
    with transaction.atomic():
        # No key: rows that point at the account can be written meanwhile. No waiting: a second
        # evaluator would hold a worker for as long as the first needs.
        accounts = Account.objects.select_for_update(no_key=True, skip_locked=True)
        if accounts.filter(pk=account_id).first() is None:
            return None
        due = Collection.objects.filter(
            account_id=account_id,
            evaluated_at=None,
            state__in=[Collection.State.COMPLETE, Collection.State.INCOMPLETE],
        )
        collection = due.select_related("account").order_by("finished_at", "pk").first()
        if collection:
            _evaluate(collection, now=now, max_age=max_age)
        return collection


def _evaluate(collection: Collection, *, now: datetime, max_age: timedelta) -> None:
    instant = collection.finished_at
    if instant is None:
        raise ValueError(f"collection {collection.pk} has not ended")
    controls = with_limits(_affected(collection), OrganisationLimit.objects.in_force())
    evidence = assemble(collection, instant=instant, max_age=max_age)
    judged = judge(evidence.estate, controls, now=instant)
    opened, closed = _apply(collection.account, controls, judged, evidence, instant)
    control_set = _control_set(controls)
    Evaluation.objects.bulk_create(
        Evaluation(
            collection=collection,
            account=collection.account,
            region=region,
            instant=instant,
            control_set=control_set,
        )
        for region in sorted(collection.units.values_list("region", flat=True))
    )
    collection.evaluated_at = now
    collection.save(update_fields=["evaluated_at"])
    append(
        actor="evaluator",
        action="collection.evaluated",
        subject=f"collection:{collection.pk}",
        details={
            "control_set": control_set.sha256,
            "judgements": len(judged),
            "opened": opened,
            "closed": closed,
        },
        at=now,
    )


def _affected(collection: Collection) -> list[Control]:
    """The controls that rest on something this collection read."""
    regions = collection.units.values_list("region", flat=True)
    read = {one.name for region in regions for one in collectors_of(collection, region)}
    return [control for control in CONTROLS.values() if read.intersection(control.needs)]


def _apply(
    account: Account,
    controls: Iterable[Control],
    judged: dict[Key, Judgement],
    evidence: Evidence,
    instant: datetime,
) -> tuple[int, int]:
    """Close the spans that ended and open the new ones; returns how many of each."""
    judged_here = Q(control__in={control.id for control in controls})
    # A control that was removed says nothing any more.
    removed = ~Q(control__in=list(CONTROLS))
    held = Finding.objects.current().filter(judged_here | removed, account=account)
    same: set[Key] = set()
    ended: list[int] = []
    for finding in held.iterator(chunk_size=BATCH):
        key = (finding.region, finding.control, finding.limits_of, finding.resource)
        if key in judged and _is_same(finding, judged[key]):
            same.add(key)
        else:
            ended.append(finding.pk)
    Finding.objects.filter(pk__in=ended).update(closed_at=instant)
    new = [one for key, one in sorted(judged.items()) if key not in same]
    for begin in range(0, len(new), BATCH):
        # bulk_create makes a list of what it is given: all rows at once would be the most that
        # an evaluation holds in memory.
        Finding.objects.bulk_create(
            _finding(account, one, evidence, instant) for one in new[begin : begin + BATCH]
        )
    return len(new), len(ended)


def _is_same(finding: Finding, judgement: Judgement) -> bool:
    return (finding.status, finding.reason, finding.control_version) == (
        judgement.outcome.status,
        judgement.outcome.reason,
        judgement.control.version,
    )


def _finding(
    account: Account, judgement: Judgement, evidence: Evidence, instant: datetime
) -> Finding:
    return Finding(
        account=account,
        region=judgement.region,
        service=judgement.control.service,
        control=judgement.control.id,
        control_version=judgement.control.version,
        limits_of=judgement.control.limits_of,
        resource=judgement.resource,
        status=judgement.outcome.status,
        reason=judgement.outcome.reason,
        opened_at=instant,
        opened_by=evidence.snapshot_for(judgement.control, judgement.resource, judgement.read_in),
    )


def _control_set(controls: Iterable[Control]) -> ControlSet:
    content = versions(controls)
    sha256 = hashlib.sha256(canonical(content)).hexdigest()
    return ControlSet.objects.get_or_create(pk=sha256, defaults={"controls": content})[0]
