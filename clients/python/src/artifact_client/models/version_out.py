from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.version_out_publication import VersionOutPublication
from ..models.version_out_state import VersionOutState
from typing import cast
import datetime






T = TypeVar("T", bound="VersionOut")



@_attrs_define
class VersionOut:
    """ One version. `sha256` is of what copies are made of, null until it is there.

        Attributes:
            id (int):
            report (str):
            number (int):
            publication (VersionOutPublication):
            state (VersionOutState):
            as_of (datetime.datetime):
            period_start (datetime.date | None):
            period_end (datetime.date | None):
            published_at (datetime.datetime | None):
            pages (int):
            sha256 (None | str):
     """

    id: int
    report: str
    number: int
    publication: VersionOutPublication
    state: VersionOutState
    as_of: datetime.datetime
    period_start: datetime.date | None
    period_end: datetime.date | None
    published_at: datetime.datetime | None
    pages: int
    sha256: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        id = self.id

        report = self.report

        number = self.number

        publication = self.publication.value

        state = self.state.value

        as_of = self.as_of.isoformat()

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

        published_at: None | str
        if isinstance(self.published_at, datetime.datetime):
            published_at = self.published_at.isoformat()
        else:
            published_at = self.published_at

        pages = self.pages

        sha256: None | str
        sha256 = self.sha256


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "id": id,
            "report": report,
            "number": number,
            "publication": publication,
            "state": state,
            "as_of": as_of,
            "period_start": period_start,
            "period_end": period_end,
            "published_at": published_at,
            "pages": pages,
            "sha256": sha256,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        report = d.pop("report")

        number = d.pop("number")

        publication = VersionOutPublication(d.pop("publication"))




        state = VersionOutState(d.pop("state"))




        as_of = datetime.datetime.fromisoformat(d.pop("as_of"))




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


        def _parse_published_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                published_at_type_0 = datetime.datetime.fromisoformat(data)



                return published_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        published_at = _parse_published_at(d.pop("published_at"))


        pages = d.pop("pages")

        def _parse_sha256(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        sha256 = _parse_sha256(d.pop("sha256"))


        version_out = cls(
            id=id,
            report=report,
            number=number,
            publication=publication,
            state=state,
            as_of=as_of,
            period_start=period_start,
            period_end=period_end,
            published_at=published_at,
            pages=pages,
            sha256=sha256,
        )


        version_out.additional_properties = d
        return version_out

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
