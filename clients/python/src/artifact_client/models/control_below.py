from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.control_below_status_type_0 import ControlBelowStatusType0
from typing import cast

if TYPE_CHECKING:
  from ..models.control_below_counts import ControlBelowCounts





T = TypeVar("T", bound="ControlBelow")



@_attrs_define
class ControlBelow:
    """ A control: how many resources had which status then, and the worst; null: none judged.

        Attributes:
            id (str):
            status (ControlBelowStatusType0 | None):
            counts (ControlBelowCounts):
            failed_in_period (int):
     """

    id: str
    status: ControlBelowStatusType0 | None
    counts: ControlBelowCounts
    failed_in_period: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.control_below_counts import ControlBelowCounts # noqa: PLC0415
        id = self.id

        status: None | str
        if isinstance(self.status, ControlBelowStatusType0):
            status = self.status.value
        else:
            status = self.status

        counts = self.counts.to_dict()

        failed_in_period = self.failed_in_period


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "id": id,
            "status": status,
            "counts": counts,
            "failed_in_period": failed_in_period,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.control_below_counts import ControlBelowCounts # noqa: PLC0415
        d = dict(src_dict)
        id = d.pop("id")

        def _parse_status(data: object) -> ControlBelowStatusType0 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                status_type_0 = ControlBelowStatusType0(data)



                return status_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ControlBelowStatusType0 | None, data)

        status = _parse_status(d.pop("status"))


        counts = ControlBelowCounts.from_dict(d.pop("counts"))




        failed_in_period = d.pop("failed_in_period")

        control_below = cls(
            id=id,
            status=status,
            counts=counts,
            failed_in_period=failed_in_period,
        )


        control_below.additional_properties = d
        return control_below

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
