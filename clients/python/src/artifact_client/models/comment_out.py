from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.comment_out_side import CommentOutSide
from typing import cast
import datetime






T = TypeVar("T", bound="CommentOut")



@_attrs_define
class CommentOut:
    """ What somebody said of something.

        Attributes:
            id (int):
            about (str):
            text (str):
            side (CommentOutSide):
            at (datetime.datetime):
            by (str):
     """

    id: int
    about: str
    text: str
    side: CommentOutSide
    at: datetime.datetime
    by: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        id = self.id

        about = self.about

        text = self.text

        side = self.side.value

        at = self.at.isoformat()

        by = self.by


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "id": id,
            "about": about,
            "text": text,
            "side": side,
            "at": at,
            "by": by,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        about = d.pop("about")

        text = d.pop("text")

        side = CommentOutSide(d.pop("side"))




        at = datetime.datetime.fromisoformat(d.pop("at"))




        by = d.pop("by")

        comment_out = cls(
            id=id,
            about=about,
            text=text,
            side=side,
            at=at,
            by=by,
        )


        comment_out.additional_properties = d
        return comment_out

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
