from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast
import datetime






T = TypeVar("T", bound="EntryOut")



@_attrs_define
class EntryOut:
    """ One line. `body` is the canonical JSON that the tree commits to; `leaf_hash` is base64.

        Attributes:
            id (int):
            at (datetime.datetime):
            actor (str):
            action (str):
            subject (str):
            body (str):
            leaf_hash (str):
     """

    id: int
    at: datetime.datetime
    actor: str
    action: str
    subject: str
    body: str
    leaf_hash: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        id = self.id

        at = self.at.isoformat()

        actor = self.actor

        action = self.action

        subject = self.subject

        body = self.body

        leaf_hash = self.leaf_hash


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "id": id,
            "at": at,
            "actor": actor,
            "action": action,
            "subject": subject,
            "body": body,
            "leaf_hash": leaf_hash,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        at = datetime.datetime.fromisoformat(d.pop("at"))




        actor = d.pop("actor")

        action = d.pop("action")

        subject = d.pop("subject")

        body = d.pop("body")

        leaf_hash = d.pop("leaf_hash")

        entry_out = cls(
            id=id,
            at=at,
            actor=actor,
            action=action,
            subject=subject,
            body=body,
            leaf_hash=leaf_hash,
        )


        entry_out.additional_properties = d
        return entry_out

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
