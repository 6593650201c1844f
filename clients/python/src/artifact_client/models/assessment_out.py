from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast
import datetime

if TYPE_CHECKING:
  from ..models.assessment_out_counts import AssessmentOutCounts
  from ..models.held_out import HeldOut
  from ..models.place_out import PlaceOut





T = TypeVar("T", bound="AssessmentOut")



@_attrs_define
class AssessmentOut:
    """ A framework held against the accounts and regions that you may see.

        Attributes:
            framework (str):
            framework_digest (str):
            as_of (datetime.datetime):
            counts (AssessmentOutCounts):
            places (list[PlaceOut]):
            requirements (list[HeldOut]):
     """

    framework: str
    framework_digest: str
    as_of: datetime.datetime
    counts: AssessmentOutCounts
    places: list[PlaceOut]
    requirements: list[HeldOut]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.assessment_out_counts import AssessmentOutCounts # noqa: PLC0415
        from ..models.held_out import HeldOut # noqa: PLC0415
        from ..models.place_out import PlaceOut # noqa: PLC0415
        framework = self.framework

        framework_digest = self.framework_digest

        as_of = self.as_of.isoformat()

        counts = self.counts.to_dict()

        places = []
        for places_item_data in self.places:
            places_item = places_item_data.to_dict()
            places.append(places_item)



        requirements = []
        for requirements_item_data in self.requirements:
            requirements_item = requirements_item_data.to_dict()
            requirements.append(requirements_item)




        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "framework": framework,
            "framework_digest": framework_digest,
            "as_of": as_of,
            "counts": counts,
            "places": places,
            "requirements": requirements,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.assessment_out_counts import AssessmentOutCounts # noqa: PLC0415
        from ..models.held_out import HeldOut # noqa: PLC0415
        from ..models.place_out import PlaceOut # noqa: PLC0415
        d = dict(src_dict)
        framework = d.pop("framework")

        framework_digest = d.pop("framework_digest")

        as_of = datetime.datetime.fromisoformat(d.pop("as_of"))




        counts = AssessmentOutCounts.from_dict(d.pop("counts"))




        places = []
        _places = d.pop("places")
        for places_item_data in (_places):
            places_item = PlaceOut.from_dict(places_item_data)



            places.append(places_item)


        requirements = []
        _requirements = d.pop("requirements")
        for requirements_item_data in (_requirements):
            requirements_item = HeldOut.from_dict(requirements_item_data)



            requirements.append(requirements_item)


        assessment_out = cls(
            framework=framework,
            framework_digest=framework_digest,
            as_of=as_of,
            counts=counts,
            places=places,
            requirements=requirements,
        )


        assessment_out.additional_properties = d
        return assessment_out

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
