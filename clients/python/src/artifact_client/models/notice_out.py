from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast
import datetime

if TYPE_CHECKING:
  from ..models.notice_out_facts import NoticeOutFacts





T = TypeVar("T", bound="NoticeOut")



@_attrs_define
class NoticeOut:
    """ One message. `facts` are the identifiers that a program needs, `path` its page.

        Attributes:
            id (int):
            kind (str):
            subject (str):
            title (str):
            text (str):
            path (str):
            facts (NoticeOutFacts):
            at (datetime.datetime):
            read_at (datetime.datetime | None):
     """

    id: int
    kind: str
    subject: str
    title: str
    text: str
    path: str
    facts: NoticeOutFacts
    at: datetime.datetime
    read_at: datetime.datetime | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.notice_out_facts import NoticeOutFacts # noqa: PLC0415
        id = self.id

        kind = self.kind

        subject = self.subject

        title = self.title

        text = self.text

        path = self.path

        facts = self.facts.to_dict()

        at = self.at.isoformat()

        read_at: None | str
        if isinstance(self.read_at, datetime.datetime):
            read_at = self.read_at.isoformat()
        else:
            read_at = self.read_at


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "id": id,
            "kind": kind,
            "subject": subject,
            "title": title,
            "text": text,
            "path": path,
            "facts": facts,
            "at": at,
            "read_at": read_at,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.notice_out_facts import NoticeOutFacts # noqa: PLC0415
        d = dict(src_dict)
        id = d.pop("id")

        kind = d.pop("kind")

        subject = d.pop("subject")

        title = d.pop("title")

        text = d.pop("text")

        path = d.pop("path")

        facts = NoticeOutFacts.from_dict(d.pop("facts"))




        at = datetime.datetime.fromisoformat(d.pop("at"))




        def _parse_read_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                read_at_type_0 = datetime.datetime.fromisoformat(data)



                return read_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        read_at = _parse_read_at(d.pop("read_at"))


        notice_out = cls(
            id=id,
            kind=kind,
            subject=subject,
            title=title,
            text=text,
            path=path,
            facts=facts,
            at=at,
            read_at=read_at,
        )


        notice_out.additional_properties = d
        return notice_out

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
