from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset







T = TypeVar("T", bound="FileIn")



@_attrs_define
class FileIn:
    """ A file: its name, and its bytes in base64. Larger ones are handed in in the portal.

        Attributes:
            name (str):
            content (str):
     """

    name: str
    content: str





    def to_dict(self) -> dict[str, Any]:
        name = self.name

        content = self.content


        field_dict: dict[str, Any] = {}

        field_dict.update({
            "name": name,
            "content": content,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        name = d.pop("name")

        content = d.pop("content")

        file_in = cls(
            name=name,
            content=content,
        )

        return file_in

