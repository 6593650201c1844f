"""Controls: the automatic tests of evidence."""

from typing import Any

from ninja import Query
from pydantic import BaseModel

from artifact.api.call import ApiRequest
from artifact.api.given import Listing, Severity, Shown, Word
from artifact.api.paging import Listed, page_of
from artifact.api.problems import not_found
from artifact.api.resource import Page, Read, Resource
from artifact.users.policy import Action
from artifact.users.visible import visible_frameworks
from compliance.controls.control import CONTROLS, Control

router = Resource()


class ControlOut(BaseModel):
    """One automatic test. `collectors` are whose evidence it judges, `params` its own limits."""

    id: str
    version: int
    title: str
    severity: Severity
    service: str
    resource_type: str
    collectors: list[str]
    params: dict[str, Any]
    risk: str
    remediation: str
    source: str

    @classmethod
    def of(cls, one: Control) -> "ControlOut":
        """As this version of the service has it."""
        same = set(cls.model_fields) - {"collectors", "severity"}
        return cls(
            collectors=list(one.needs),
            severity=one.severity.value,
            **{name: getattr(one, name) for name in same},
        )


class ControlListing(Listing):
    """Which controls."""

    service: list[Word] = []
    severity: list[Severity] = []
    framework: list[Word] = []
    collector: list[Word] = []


@router.read("/controls", Page[ControlOut], Read(Action.READ_FINDINGS))
def list_controls(request: ApiRequest, given: Query[ControlListing]) -> Listed[ControlOut]:
    """The controls that a framework which you may see names, or all for people inside; by id."""
    found = [one for one in _visible(request, given.framework) if _is_wanted(one, given)]
    return page_of(request, given, found, key=lambda one: one.id, show=ControlOut.of)


@router.read("/controls/{control}", ControlOut, Read(Action.READ_FINDINGS))
def get_control(request: ApiRequest, control: str, given: Query[Shown]) -> ControlOut:
    """One control."""
    del given
    found = next((one for one in _visible(request, []) if one.id == control), None)
    if found is None:
        raise not_found()
    return ControlOut.of(found)


def _visible(request: ApiRequest, among: list[str]) -> list[Control]:
    owner, at = request.call.owner, request.call.at
    visible = visible_frameworks(owner, now=at)
    named = {name for one in visible if not among or one.id in among for name in one.control_ids}
    sees_all = owner.is_inside and not among
    return [one for name, one in sorted(CONTROLS.items()) if sees_all or name in named]


def _is_wanted(one: Control, given: ControlListing) -> bool:
    return bool(
        (not given.service or one.service in given.service)
        and (not given.severity or one.severity in given.severity)
        and (not given.collector or set(one.needs) & set(given.collector))
    )
