from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.request_out_state import RequestOutState
from typing import cast
import datetime






T = TypeVar("T", bound="RequestOut")



@_attrs_define
class RequestOut:
    """ One line of the request list. `owner` is who of the people inside answers it.

        Attributes:
            number (int):
            title (str):
            description (str):
            references (list[str]):
            owner (str):
            due_on (datetime.date | None):
            period_start (datetime.date | None):
            period_end (datetime.date | None):
            state (RequestOutState):
            sample (None | str):
            asked_at (datetime.datetime):
            asked_by (str):
     """

    number: int
    title: str
    description: str
    references: list[str]
    owner: str
    due_on: datetime.date | None
    period_start: datetime.date | None
    period_end: datetime.date | None
    state: RequestOutState
    sample: None | str
    asked_at: datetime.datetime
    asked_by: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        number = self.number

        title = self.title

        description = self.description

        references = self.references



        owner = self.owner

        due_on: None | str
        if isinstance(self.due_on, datetime.date):
            due_on = self.due_on.isoformat()
        else:
            due_on = self.due_on

        period_start: None | str
        if isinstance(self.period_start, datetime.date):
            period_start = self.period_start.isoformat()
        else:
            period_start = self.period_start

        period_end: None | str
        if isinstance(self.period_end, datetime.date):
            period_end = self.period_end.isoformat()
        else:
            period_end = self.period_end

        state = self.state.value

        sample: None | str
        sample = self.sample

        asked_at = self.asked_at.isoformat()

        asked_by = self.asked_by


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "number": number,
            "title": title,
            "description": description,
            "references": references,
            "owner": owner,
            "due_on": due_on,
            "period_start": period_start,
            "period_end": period_end,
            "state": state,
            "sample": sample,
            "asked_at": asked_at,
            "asked_by": asked_by,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        number = d.pop("number")

        title = d.pop("title")

        description = d.pop("description")

        references = cast(list[str], d.pop("references"))


        owner = d.pop("owner")

        def _parse_due_on(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                due_on_type_0 = datetime.date.fromisoformat(data)



                return due_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        due_on = _parse_due_on(d.pop("due_on"))


        def _parse_period_start(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                period_start_type_0 = datetime.date.fromisoformat(data)



                return period_start_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        period_start = _parse_period_start(d.pop("period_start"))


        def _parse_period_end(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                period_end_type_0 = datetime.date.fromisoformat(data)



                return period_end_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        period_end = _parse_period_end(d.pop("period_end"))


        state = RequestOutState(d.pop("state"))




        def _parse_sample(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        sample = _parse_sample(d.pop("sample"))


        asked_at = datetime.datetime.fromisoformat(d.pop("asked_at"))




        asked_by = d.pop("asked_by")

        request_out = cls(
            number=number,
            title=title,
            description=description,
            references=references,
            owner=owner,
            due_on=due_on,
            period_start=period_start,
            period_end=period_end,
            state=state,
            sample=sample,
            asked_at=asked_at,
            asked_by=asked_by,
        )


        request_out.additional_properties = d
        return request_out

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
