from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset







T = TypeVar("T", bound="CommentIn")



@_attrs_define
class CommentIn:
    """ What is said, and of what.

        Attributes:
            about (str): As `request:7`, `sample:sample-…`, `control:kms.rotation-enabled`.
            text (str):
     """

    about: str
    text: str





    def to_dict(self) -> dict[str, Any]:
        about = self.about

        text = self.text


        field_dict: dict[str, Any] = {}

        field_dict.update({
            "about": about,
            "text": text,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        about = d.pop("about")

        text = d.pop("text")

        comment_in = cls(
            about=about,
            text=text,
        )

        return comment_in

