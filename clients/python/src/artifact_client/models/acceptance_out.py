from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast
import datetime






T = TypeVar("T", bound="AcceptanceOut")



@_attrs_define
class AcceptanceOut:
    """ A yes to exact bytes (`document`, a SHA-256). `entry` is the ledger's line of it.

        Attributes:
            id (int):
            document (str):
            typed_name (str):
            authority (str):
            at (datetime.datetime):
            entry (int):
     """

    id: int
    document: str
    typed_name: str
    authority: str
    at: datetime.datetime
    entry: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        id = self.id

        document = self.document

        typed_name = self.typed_name

        authority = self.authority

        at = self.at.isoformat()

        entry = self.entry


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "id": id,
            "document": document,
            "typed_name": typed_name,
            "authority": authority,
            "at": at,
            "entry": entry,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        document = d.pop("document")

        typed_name = d.pop("typed_name")

        authority = d.pop("authority")

        at = datetime.datetime.fromisoformat(d.pop("at"))




        entry = d.pop("entry")

        acceptance_out = cls(
            id=id,
            document=document,
            typed_name=typed_name,
            authority=authority,
            at=at,
            entry=entry,
        )


        acceptance_out.additional_properties = d
        return acceptance_out

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
