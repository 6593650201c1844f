from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset
from typing import cast

if TYPE_CHECKING:
  from ..models.file_in import FileIn





T = TypeVar("T", bound="AnswerIn")



@_attrs_define
class AnswerIn:
    """ A note, files, snapshots of this engagement, and versions of reports by their `id`.

        Attributes:
            text (str | Unset):  Default: ''.
            files (list[FileIn] | Unset):
            snapshots (list[int] | Unset):
            versions (list[int] | Unset):
     """

    text: str | Unset = ''
    files: list[FileIn] | Unset = UNSET
    snapshots: list[int] | Unset = UNSET
    versions: list[int] | Unset = UNSET





    def to_dict(self) -> dict[str, Any]:
        from ..models.file_in import FileIn # noqa: PLC0415
        text = self.text

        files: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.files, Unset):
            files = []
            for files_item_data in self.files:
                files_item = files_item_data.to_dict()
                files.append(files_item)



        snapshots: list[int] | Unset = UNSET
        if not isinstance(self.snapshots, Unset):
            snapshots = self.snapshots



        versions: list[int] | Unset = UNSET
        if not isinstance(self.versions, Unset):
            versions = self.versions




        field_dict: dict[str, Any] = {}

        field_dict.update({
        })
        if text is not UNSET:
            field_dict["text"] = text
        if files is not UNSET:
            field_dict["files"] = files
        if snapshots is not UNSET:
            field_dict["snapshots"] = snapshots
        if versions is not UNSET:
            field_dict["versions"] = versions

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.file_in import FileIn # noqa: PLC0415
        d = dict(src_dict)
        text = d.pop("text", UNSET)

        _files = d.pop("files", UNSET)
        files: list[FileIn] | Unset = UNSET
        if _files is not UNSET:
            files = []
            for files_item_data in _files:
                files_item = FileIn.from_dict(files_item_data)



                files.append(files_item)


        snapshots = cast(list[int], d.pop("snapshots", UNSET))


        versions = cast(list[int], d.pop("versions", UNSET))


        answer_in = cls(
            text=text,
            files=files,
            snapshots=snapshots,
            versions=versions,
        )

        return answer_in

