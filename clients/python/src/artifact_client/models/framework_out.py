from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast






T = TypeVar("T", bound="FrameworkOut")



@_attrs_define
class FrameworkOut:
    """ One version of a standard. `digest` is the SHA-256 of the file that describes it.

        Attributes:
            id (str):
            name (str):
            version (str):
            source (str):
            licence (str):
            status (None | str):
            summary (None | str):
            notes (list[str]):
            digest (str):
            requirements (int):
     """

    id: str
    name: str
    version: str
    source: str
    licence: str
    status: None | str
    summary: None | str
    notes: list[str]
    digest: str
    requirements: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        id = self.id

        name = self.name

        version = self.version

        source = self.source

        licence = self.licence

        status: None | str
        status = self.status

        summary: None | str
        summary = self.summary

        notes = self.notes



        digest = self.digest

        requirements = self.requirements


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "id": id,
            "name": name,
            "version": version,
            "source": source,
            "licence": licence,
            "status": status,
            "summary": summary,
            "notes": notes,
            "digest": digest,
            "requirements": requirements,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        name = d.pop("name")

        version = d.pop("version")

        source = d.pop("source")

        licence = d.pop("licence")

        def _parse_status(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        status = _parse_status(d.pop("status"))


        def _parse_summary(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        summary = _parse_summary(d.pop("summary"))


        notes = cast(list[str], d.pop("notes"))


        digest = d.pop("digest")

        requirements = d.pop("requirements")

        framework_out = cls(
            id=id,
            name=name,
            version=version,
            source=source,
            licence=licence,
            status=status,
            summary=summary,
            notes=notes,
            digest=digest,
            requirements=requirements,
        )


        framework_out.additional_properties = d
        return framework_out

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
