from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast

if TYPE_CHECKING:
  from ..models.checkpoint_out import CheckpointOut





T = TypeVar("T", bound="Inclusion")



@_attrs_define
class Inclusion:
    """ That an entry stands at `index` under the checkpoint (RFC 9162, section 2.1.3).

        Attributes:
            entry (int):
            index (int):
            leaf_hash (str):
            checkpoint (CheckpointOut): The tree's size and root (base64) at a time.
            path (list[str]):
     """

    entry: int
    index: int
    leaf_hash: str
    checkpoint: CheckpointOut
    path: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.checkpoint_out import CheckpointOut # noqa: PLC0415
        entry = self.entry

        index = self.index

        leaf_hash = self.leaf_hash

        checkpoint = self.checkpoint.to_dict()

        path = self.path




        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "entry": entry,
            "index": index,
            "leaf_hash": leaf_hash,
            "checkpoint": checkpoint,
            "path": path,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.checkpoint_out import CheckpointOut # noqa: PLC0415
        d = dict(src_dict)
        entry = d.pop("entry")

        index = d.pop("index")

        leaf_hash = d.pop("leaf_hash")

        checkpoint = CheckpointOut.from_dict(d.pop("checkpoint"))




        path = cast(list[str], d.pop("path"))


        inclusion = cls(
            entry=entry,
            index=index,
            leaf_hash=leaf_hash,
            checkpoint=checkpoint,
            path=path,
        )


        inclusion.additional_properties = d
        return inclusion

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
