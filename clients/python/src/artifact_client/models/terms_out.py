from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast
import datetime






T = TypeVar("T", bound="TermsOut")



@_attrs_define
class TermsOut:
    """ The wording in force. `accepted_at` is when you accepted it; null if you have not.

        Attributes:
            id (str):
            name (str):
            number (int):
            sha256 (str):
            media_type (str):
            size_bytes (int):
            published_at (datetime.datetime):
            accepted_at (datetime.datetime | None):
     """

    id: str
    name: str
    number: int
    sha256: str
    media_type: str
    size_bytes: int
    published_at: datetime.datetime
    accepted_at: datetime.datetime | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        id = self.id

        name = self.name

        number = self.number

        sha256 = self.sha256

        media_type = self.media_type

        size_bytes = self.size_bytes

        published_at = self.published_at.isoformat()

        accepted_at: None | str
        if isinstance(self.accepted_at, datetime.datetime):
            accepted_at = self.accepted_at.isoformat()
        else:
            accepted_at = self.accepted_at


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "id": id,
            "name": name,
            "number": number,
            "sha256": sha256,
            "media_type": media_type,
            "size_bytes": size_bytes,
            "published_at": published_at,
            "accepted_at": accepted_at,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        name = d.pop("name")

        number = d.pop("number")

        sha256 = d.pop("sha256")

        media_type = d.pop("media_type")

        size_bytes = d.pop("size_bytes")

        published_at = datetime.datetime.fromisoformat(d.pop("published_at"))




        def _parse_accepted_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                accepted_at_type_0 = datetime.datetime.fromisoformat(data)



                return accepted_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        accepted_at = _parse_accepted_at(d.pop("accepted_at"))


        terms_out = cls(
            id=id,
            name=name,
            number=number,
            sha256=sha256,
            media_type=media_type,
            size_bytes=size_bytes,
            published_at=published_at,
            accepted_at=accepted_at,
        )


        terms_out.additional_properties = d
        return terms_out

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
