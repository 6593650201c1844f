from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.event_out_kind import EventOutKind
from typing import cast
import datetime

if TYPE_CHECKING:
  from ..models.attachment_out import AttachmentOut





T = TypeVar("T", bound="EventOut")



@_attrs_define
class EventOut:
    """ What became of a request, with what was handed in then.

        Attributes:
            kind (EventOutKind):
            text (str):
            at (datetime.datetime):
            by (str):
            handed_in (list[AttachmentOut]):
     """

    kind: EventOutKind
    text: str
    at: datetime.datetime
    by: str
    handed_in: list[AttachmentOut]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.attachment_out import AttachmentOut # noqa: PLC0415
        kind = self.kind.value

        text = self.text

        at = self.at.isoformat()

        by = self.by

        handed_in = []
        for handed_in_item_data in self.handed_in:
            handed_in_item = handed_in_item_data.to_dict()
            handed_in.append(handed_in_item)




        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "kind": kind,
            "text": text,
            "at": at,
            "by": by,
            "handed_in": handed_in,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.attachment_out import AttachmentOut # noqa: PLC0415
        d = dict(src_dict)
        kind = EventOutKind(d.pop("kind"))




        text = d.pop("text")

        at = datetime.datetime.fromisoformat(d.pop("at"))




        by = d.pop("by")

        handed_in = []
        _handed_in = d.pop("handed_in")
        for handed_in_item_data in (_handed_in):
            handed_in_item = AttachmentOut.from_dict(handed_in_item_data)



            handed_in.append(handed_in_item)


        event_out = cls(
            kind=kind,
            text=text,
            at=at,
            by=by,
            handed_in=handed_in,
        )


        event_out.additional_properties = d
        return event_out

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
