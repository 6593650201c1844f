from collections.abc import Iterator, Mapping
from typing import Any

from compliance.collectors.eventdatastores import EVENT_DATA_STORE
from compliance.collectors.resource import Resource
from compliance.controls.control import Context, Outcome, Severity, control, failed, passed


@control(
    title=(
        "Event data stores keep events long enough, of every Region, protected from termination, "
        "under a customer's key"
    ),
    severity=Severity.MEDIUM,
    resource_type=EVENT_DATA_STORE,
    needs=("eventdatastores",),
    params={"min_days": 365},
    remediation=(
        "Raise the retention, include all Regions, turn on termination protection and set a KMS "
        "key on the event data store."
    ),
    source=(
        "AWS Security Hub CloudTrail.10; AWS Config event-data-store-cmk-encryption-enabled and "
        "cloudtrail-event-data-store-multi-region"
    ),
)
def judge(store: Resource, context: Context) -> Outcome:
    """Events that can be deleted, or expire early, are gone when they are asked for."""
    found = list(_shortfalls(store["store"], int(context.params["min_days"])))
    if found:
        return failed(f"The event data store {'; it '.join(found)}.")
    return passed(
        f"The event data store keeps {store['store']['RetentionPeriod']} days of events of every "
        "Region, is protected from termination and encrypted with a customer's key."
    )


def _shortfalls(store: Mapping[str, Any], least: int) -> Iterator[str]:
    if store.get("Status") == "PENDING_DELETION":
        yield "waits for its deletion"
    days = store.get("RetentionPeriod")
    if days is None or days < least:
        yield f"keeps {days or 'an unknown number of'} days, below {least}"
    if store.get("MultiRegionEnabled") is not True:
        yield "records one Region only"
    if store.get("TerminationProtectionEnabled") is not True:
        yield "is not protected from termination"
    if not store.get("KmsKeyId"):
        yield "is not encrypted with a customer's key"
