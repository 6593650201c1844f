"""What a trail's event selectors let through: management events, and S3 object-level events.

Sources: CloudTrail API, EventSelector, DataResource, AdvancedEventSelector and
AdvancedFieldSelector. An event is recorded when one selector of the trail admits it; within an
advanced selector every field must admit it. A selector counts here only if it lets *all* wanted
events through, so a filter that is not understood counts as narrowing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from compliance.collectors.resource import Resource
from compliance.controls.cloudtrail.ownership import owned_fact, partition_of

EVERY_BUCKET = "*"
S3_OBJECT = "AWS::S3::Object"
OPERATORS = ("Equals", "StartsWith", "EndsWith", "NotEquals", "NotStartsWith", "NotEndsWith")

Condition = Mapping[str, Any]


class Access(StrEnum):
    """Whether an event reads or writes: `readOnly` in the event record."""

    READ = "read"
    WRITE = "write"


def records_management(trail: Resource, access: Access) -> bool:
    """The trail's selectors let every management event of this access through.

    :raises NotCollected: the selectors were not read.
    """
    return _records(trail, _Wanted("Management", access))


def records_objects(trail: Resource, access: Access, bucket: str) -> bool:
    """The trail's selectors let every S3 object event of a bucket, or of `*`, through.

    :raises NotCollected: the selectors were not read.
    """
    name = "" if bucket == EVERY_BUCKET else f"{bucket}/"
    objects = f"arn:{partition_of(trail.arn)}:s3:::{name}"
    return _records(trail, _Wanted("Data", access, objects))


def excluded_sources(trail: Resource) -> list[str]:
    """Event sources that a management selector leaves out, as `kms.amazonaws.com`, sorted.

    :raises NotCollected: the selectors were not read.
    """
    answer = owned_fact(trail, "selectors")
    found = set[str]()
    for basic in answer.get("EventSelectors") or ():
        found.update(basic.get("ExcludeManagementEventSources") or ())
    for condition in _management_conditions(answer):
        if condition.get("Field") == "eventSource":
            found.update(condition.get("NotEquals") or ())
    return sorted(found)


@dataclass(frozen=True)
class _Wanted:
    """Events of one kind; `objects` is the ARN prefix of the S3 objects, for data events."""

    category: str
    access: Access
    objects: str = ""


def _records(trail: Resource, wanted: _Wanted) -> bool:
    answer = owned_fact(trail, "selectors")
    return any(_basic_admits(one, wanted) for one in answer.get("EventSelectors") or ()) or any(
        _advanced_admits(one, wanted) for one in answer.get("AdvancedEventSelectors") or ()
    )


def _basic_admits(selector: Mapping[str, Any], wanted: _Wanted) -> bool:
    only = "ReadOnly" if wanted.access is Access.READ else "WriteOnly"
    if selector.get("ReadWriteType") not in ("All", only):
        return False
    if not wanted.objects:
        return selector.get("IncludeManagementEvents") is True and not selector.get(
            "ExcludeManagementEventSources"
        )
    service = wanted.objects.partition(":::")[0]
    # `arn:aws:s3` and `arn:aws:s3:::` are every bucket; any other value is one bucket or prefix.
    whole = {service, f"{service}:::", wanted.objects}
    return any(
        not whole.isdisjoint(resource.get("Values") or ())
        for resource in selector.get("DataResources") or ()
        if resource.get("Type") == S3_OBJECT
    )


def _advanced_admits(selector: Mapping[str, Any], wanted: _Wanted) -> bool:
    conditions = selector.get("FieldSelectors") or ()
    required = {"eventCategory", "resources.type"} if wanted.objects else {"eventCategory"}
    return required <= {condition.get("Field") for condition in conditions} and all(
        _condition_admits(condition, wanted) for condition in conditions
    )


def _condition_admits(condition: Condition, wanted: _Wanted) -> bool:
    match condition.get("Field"):
        case "eventCategory":
            return _equals_only(condition, wanted.category)
        case "readOnly":
            return _equals_only(condition, "true" if wanted.access is Access.READ else "false")
        case "resources.type":
            return bool(wanted.objects) and _equals_only(condition, S3_OBJECT)
        case "resources.ARN":
            return bool(wanted.objects) and _arns_admit(condition, wanted.objects)
        case _:
            return False


def _equals_only(condition: Condition, value: str) -> bool:
    """Equals is the one operator AWS allows on these fields; anything else is not understood."""
    used = [operator for operator in OPERATORS if condition.get(operator)]
    return used == ["Equals"] and value in condition["Equals"]


def _arns_admit(condition: Condition, objects: str) -> bool:
    """Every ARN that begins with `objects` passes: values are ORed, exclusions each count."""
    if any(condition.get(operator) for operator in ("Equals", "EndsWith", "NotEndsWith")):
        return False
    admitted = condition.get("StartsWith")
    if admitted and not any(objects.startswith(prefix) for prefix in admitted):
        return False
    if any(arn.startswith(objects) for arn in condition.get("NotEquals") or ()):
        return False
    return not any(
        objects.startswith(prefix) or prefix.startswith(objects)
        for prefix in condition.get("NotStartsWith") or ()
    )


def _management_conditions(answer: Mapping[str, Any]) -> Iterator[Condition]:
    for selector in answer.get("AdvancedEventSelectors") or ():
        conditions = selector.get("FieldSelectors") or ()
        if any(
            one.get("Field") == "eventCategory" and "Management" in (one.get("Equals") or ())
            for one in conditions
        ):
            yield from conditions
