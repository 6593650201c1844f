from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset






T = TypeVar("T", bound="WebhookAsked")



@_attrs_define
class WebhookAsked:
    """ A public https address, and what it is for.

        Attributes:
            url (str):
            description (str | Unset):  Default: ''.
     """

    url: str
    description: str | Unset = ''





    def to_dict(self) -> dict[str, Any]:
        url = self.url

        description = self.description


        field_dict: dict[str, Any] = {}

        field_dict.update({
            "url": url,
        })
        if description is not UNSET:
            field_dict["description"] = description

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        url = d.pop("url")

        description = d.pop("description", UNSET)

        webhook_asked = cls(
            url=url,
            description=description,
        )

        return webhook_asked

