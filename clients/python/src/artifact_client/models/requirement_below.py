from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.requirement_below_status import RequirementBelowStatus
from typing import cast






T = TypeVar("T", bound="RequirementBelow")



@_attrs_define
class RequirementBelow:
    """ A requirement as of the end of the period or now. `failed_in_period` counts findings.

        Attributes:
            id (str):
            title (str):
            status (RequirementBelowStatus):
            reason (str):
            controls (list[str]):
            failed_in_period (int):
     """

    id: str
    title: str
    status: RequirementBelowStatus
    reason: str
    controls: list[str]
    failed_in_period: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        id = self.id

        title = self.title

        status = self.status.value

        reason = self.reason

        controls = self.controls



        failed_in_period = self.failed_in_period


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "id": id,
            "title": title,
            "status": status,
            "reason": reason,
            "controls": controls,
            "failed_in_period": failed_in_period,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        title = d.pop("title")

        status = RequirementBelowStatus(d.pop("status"))




        reason = d.pop("reason")

        controls = cast(list[str], d.pop("controls"))


        failed_in_period = d.pop("failed_in_period")

        requirement_below = cls(
            id=id,
            title=title,
            status=status,
            reason=reason,
            controls=controls,
            failed_in_period=failed_in_period,
        )


        requirement_below.additional_properties = d
        return requirement_below

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
