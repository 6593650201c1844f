from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.held_out_status import HeldOutStatus
from typing import cast

if TYPE_CHECKING:
  from ..models.held_out_controls import HeldOutControls





T = TypeVar("T", bound="HeldOut")



@_attrs_define
class HeldOut:
    """ One requirement, with the worst status of each control that it names.

        Attributes:
            requirement (str):
            title (str):
            status (HeldOutStatus):
            reason (str):
            controls (HeldOutControls):
     """

    requirement: str
    title: str
    status: HeldOutStatus
    reason: str
    controls: HeldOutControls
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.held_out_controls import HeldOutControls # noqa: PLC0415
        requirement = self.requirement

        title = self.title

        status = self.status.value

        reason = self.reason

        controls = self.controls.to_dict()


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "requirement": requirement,
            "title": title,
            "status": status,
            "reason": reason,
            "controls": controls,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.held_out_controls import HeldOutControls # noqa: PLC0415
        d = dict(src_dict)
        requirement = d.pop("requirement")

        title = d.pop("title")

        status = HeldOutStatus(d.pop("status"))




        reason = d.pop("reason")

        controls = HeldOutControls.from_dict(d.pop("controls"))




        held_out = cls(
            requirement=requirement,
            title=title,
            status=status,
            reason=reason,
            controls=controls,
        )


        held_out.additional_properties = d
        return held_out

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
