"""Frameworks and their requirements."""

from typing import Any

from ninja import Query
from pydantic import BaseModel

from artifact.api.call import ApiRequest
from artifact.api.given import Listing, Shown, Word
from artifact.api.paging import Listed, page_of
from artifact.api.problems import not_found
from artifact.api.resource import Page, Read, Resource
from artifact.users.policy import Action
from artifact.users.visible import visible_frameworks
from compliance.frameworks.framework import Framework, Requirement

router = Resource()


class FrameworkOut(BaseModel):
    """One version of a standard. `digest` is the SHA-256 of the file that describes it."""

    id: str
    name: str
    version: str
    source: str
    licence: str
    status: str | None
    summary: str | None
    notes: list[str]
    digest: str
    requirements: int

    @classmethod
    def of(cls, one: Framework) -> "FrameworkOut":
        """As this version of the service knows it."""
        same = ("id", "name", "version", "source", "licence", "status", "summary", "digest")
        return cls(
            notes=list(one.notes),
            requirements=len(one.requirements),
            **{name: getattr(one, name) for name in same},
        )


class ControlRefOut(BaseModel):
    """A control that a requirement names; only a direct one decides."""

    control: str
    strength: str


class RequirementOut(BaseModel):
    """One clause. `evidence` says how much of it its controls can prove."""

    id: str
    framework: str
    title: str
    text: str | None
    group: str
    parent: str | None
    kind: str
    designation: str | None
    applies_to: str
    evidence: str
    controls: list[ControlRefOut]
    manual_evidence: list[str]
    inherited_from_aws: str | None
    inherited: list[str]
    cadence: str | None
    future_dated: dict[str, Any] | None
    superseded: dict[str, Any] | None
    note: str | None

    @classmethod
    def of(cls, framework: Framework, one: Requirement) -> "RequirementOut":
        """As the framework's file has it."""
        given = one.model_dump(mode="json", include=set(cls.model_fields) - {"controls"})
        controls = [
            ControlRefOut(control=each.id, strength=each.strength) for each in one.controls
        ]
        return cls(framework=framework.id, controls=controls, **given)


class RequirementListing(Listing):
    """Which requirements."""

    control: list[Word] = []


@router.read("/frameworks", Page[FrameworkOut], Read(Action.READ_FINDINGS))
def list_frameworks(request: ApiRequest, given: Query[Listing]) -> Listed[FrameworkOut]:
    """The frameworks of which you may see findings, by their id."""
    visible = visible_frameworks(request.call.owner, now=request.call.at)
    return page_of(request, given, visible, key=lambda one: one.id, show=FrameworkOut.of)


@router.read("/frameworks/{framework}", FrameworkOut, Read(Action.READ_FINDINGS))
def get_framework(request: ApiRequest, framework: str, given: Query[Shown]) -> FrameworkOut:
    """One framework."""
    del given
    return FrameworkOut.of(visible_framework(request, framework))


@router.read(
    "/frameworks/{framework}/requirements", Page[RequirementOut], Read(Action.READ_FINDINGS)
)
def list_requirements(
    request: ApiRequest, framework: str, given: Query[RequirementListing]
) -> Listed[RequirementOut]:
    """Its requirements, in the standard's order."""
    found = visible_framework(request, framework)
    wanted = set(given.control)
    requirements = [
        one
        for one in found.requirements
        if not wanted or wanted & {each.id for each in one.controls}
    ]
    return page_of(
        request,
        given,
        requirements,
        key=lambda one: one.id,
        show=lambda one: RequirementOut.of(found, one),
    )


@router.read(
    "/frameworks/{framework}/requirements/{requirement}",
    RequirementOut,
    Read(Action.READ_FINDINGS),
)
def get_requirement(
    request: ApiRequest, framework: str, requirement: str, given: Query[Shown]
) -> RequirementOut:
    """One requirement."""
    del given
    found = visible_framework(request, framework)
    try:
        return RequirementOut.of(found, found.requirement(requirement))
    except KeyError:
        raise not_found() from None


def visible_framework(request: ApiRequest, framework_id: str) -> Framework:
    """The framework with this id.

    :raises Problem: there is none, as far as the caller may know.
    """
    visible = visible_frameworks(request.call.owner, now=request.call.at)
    found = next((one for one in visible if one.id == framework_id), None)
    if found is None:
        raise not_found()
    return found
