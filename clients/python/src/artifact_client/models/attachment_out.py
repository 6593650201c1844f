from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast






T = TypeVar("T", bound="AttachmentOut")



@_attrs_define
class AttachmentOut:
    """ What was handed in: a file with its SHA-256, a snapshot, or a report's version.

        Attributes:
            id (int):
            filename (str):
            media_type (str):
            sha256 (None | str):
            snapshot (int | None):
            report (None | str):
            version (int | None):
     """

    id: int
    filename: str
    media_type: str
    sha256: None | str
    snapshot: int | None
    report: None | str
    version: int | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        id = self.id

        filename = self.filename

        media_type = self.media_type

        sha256: None | str
        sha256 = self.sha256

        snapshot: int | None
        snapshot = self.snapshot

        report: None | str
        report = self.report

        version: int | None
        version = self.version


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "id": id,
            "filename": filename,
            "media_type": media_type,
            "sha256": sha256,
            "snapshot": snapshot,
            "report": report,
            "version": version,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        filename = d.pop("filename")

        media_type = d.pop("media_type")

        def _parse_sha256(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        sha256 = _parse_sha256(d.pop("sha256"))


        def _parse_snapshot(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        snapshot = _parse_snapshot(d.pop("snapshot"))


        def _parse_report(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        report = _parse_report(d.pop("report"))


        def _parse_version(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        version = _parse_version(d.pop("version"))


        attachment_out = cls(
            id=id,
            filename=filename,
            media_type=media_type,
            sha256=sha256,
            snapshot=snapshot,
            report=report,
            version=version,
        )


        attachment_out.additional_properties = d
        return attachment_out

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
