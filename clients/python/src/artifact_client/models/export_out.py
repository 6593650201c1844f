from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.export_out_state import ExportOutState
from typing import cast
import datetime






T = TypeVar("T", bound="ExportOut")



@_attrs_define
class ExportOut:
    """ A package on its way. Steps are its files; `sha256` is there when it is complete.

        Attributes:
            id (str):
            state (ExportOutState):
            steps_done (int):
            steps_total (int):
            requested_at (datetime.datetime):
            finished_at (datetime.datetime | None):
            error (str):
            sha256 (None | str):
            size_bytes (int | None):
     """

    id: str
    state: ExportOutState
    steps_done: int
    steps_total: int
    requested_at: datetime.datetime
    finished_at: datetime.datetime | None
    error: str
    sha256: None | str
    size_bytes: int | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        id = self.id

        state = self.state.value

        steps_done = self.steps_done

        steps_total = self.steps_total

        requested_at = self.requested_at.isoformat()

        finished_at: None | str
        if isinstance(self.finished_at, datetime.datetime):
            finished_at = self.finished_at.isoformat()
        else:
            finished_at = self.finished_at

        error = self.error

        sha256: None | str
        sha256 = self.sha256

        size_bytes: int | None
        size_bytes = self.size_bytes


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "id": id,
            "state": state,
            "steps_done": steps_done,
            "steps_total": steps_total,
            "requested_at": requested_at,
            "finished_at": finished_at,
            "error": error,
            "sha256": sha256,
            "size_bytes": size_bytes,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        state = ExportOutState(d.pop("state"))




        steps_done = d.pop("steps_done")

        steps_total = d.pop("steps_total")

        requested_at = datetime.datetime.fromisoformat(d.pop("requested_at"))




        def _parse_finished_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                finished_at_type_0 = datetime.datetime.fromisoformat(data)



                return finished_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        finished_at = _parse_finished_at(d.pop("finished_at"))


        error = d.pop("error")

        def _parse_sha256(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        sha256 = _parse_sha256(d.pop("sha256"))


        def _parse_size_bytes(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        size_bytes = _parse_size_bytes(d.pop("size_bytes"))


        export_out = cls(
            id=id,
            state=state,
            steps_done=steps_done,
            steps_total=steps_total,
            requested_at=requested_at,
            finished_at=finished_at,
            error=error,
            sha256=sha256,
            size_bytes=size_bytes,
        )


        export_out.additional_properties = d
        return export_out

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
