from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast

if TYPE_CHECKING:
  from ..models.checkpoint_out import CheckpointOut





T = TypeVar("T", bound="Consistency")



@_attrs_define
class Consistency:
    """ That the second checkpoint has only grown from the first (RFC 9162, section 2.1.4).

        Attributes:
            first (CheckpointOut): The tree's size and root (base64) at a time.
            second (CheckpointOut): The tree's size and root (base64) at a time.
            path (list[str]):
     """

    first: CheckpointOut
    second: CheckpointOut
    path: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.checkpoint_out import CheckpointOut # noqa: PLC0415
        first = self.first.to_dict()

        second = self.second.to_dict()

        path = self.path




        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "first": first,
            "second": second,
            "path": path,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.checkpoint_out import CheckpointOut # noqa: PLC0415
        d = dict(src_dict)
        first = CheckpointOut.from_dict(d.pop("first"))




        second = CheckpointOut.from_dict(d.pop("second"))




        path = cast(list[str], d.pop("path"))


        consistency = cls(
            first=first,
            second=second,
            path=path,
        )


        consistency.additional_properties = d
        return consistency

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
