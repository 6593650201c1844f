from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.engagement_out_state import EngagementOutState
from typing import cast
import datetime






T = TypeVar("T", bound="EngagementOut")



@_attrs_define
class EngagementOut:
    """ An audit: one framework, some accounts and regions, one period; empty `regions` mean all.

    `terms_sha256` are the bytes to be accepted first, null where there are none; until `is_ready`
    nothing below the engagement is open.

        Attributes:
            id (str):
            title (str):
            firm (str):
            framework (str):
            accounts (list[str]):
            regions (list[str]):
            period_start (datetime.date):
            period_end (datetime.date):
            access_from (datetime.datetime):
            access_to (datetime.datetime):
            state (EngagementOutState):
            terms_sha256 (None | str):
            terms_media_type (str):
            is_ready (bool):
     """

    id: str
    title: str
    firm: str
    framework: str
    accounts: list[str]
    regions: list[str]
    period_start: datetime.date
    period_end: datetime.date
    access_from: datetime.datetime
    access_to: datetime.datetime
    state: EngagementOutState
    terms_sha256: None | str
    terms_media_type: str
    is_ready: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        id = self.id

        title = self.title

        firm = self.firm

        framework = self.framework

        accounts = self.accounts



        regions = self.regions



        period_start = self.period_start.isoformat()

        period_end = self.period_end.isoformat()

        access_from = self.access_from.isoformat()

        access_to = self.access_to.isoformat()

        state = self.state.value

        terms_sha256: None | str
        terms_sha256 = self.terms_sha256

        terms_media_type = self.terms_media_type

        is_ready = self.is_ready


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "id": id,
            "title": title,
            "firm": firm,
            "framework": framework,
            "accounts": accounts,
            "regions": regions,
            "period_start": period_start,
            "period_end": period_end,
            "access_from": access_from,
            "access_to": access_to,
            "state": state,
            "terms_sha256": terms_sha256,
            "terms_media_type": terms_media_type,
            "is_ready": is_ready,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        title = d.pop("title")

        firm = d.pop("firm")

        framework = d.pop("framework")

        accounts = cast(list[str], d.pop("accounts"))


        regions = cast(list[str], d.pop("regions"))


        period_start = datetime.date.fromisoformat(d.pop("period_start"))




        period_end = datetime.date.fromisoformat(d.pop("period_end"))




        access_from = datetime.datetime.fromisoformat(d.pop("access_from"))




        access_to = datetime.datetime.fromisoformat(d.pop("access_to"))




        state = EngagementOutState(d.pop("state"))




        def _parse_terms_sha256(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        terms_sha256 = _parse_terms_sha256(d.pop("terms_sha256"))


        terms_media_type = d.pop("terms_media_type")

        is_ready = d.pop("is_ready")

        engagement_out = cls(
            id=id,
            title=title,
            firm=firm,
            framework=framework,
            accounts=accounts,
            regions=regions,
            period_start=period_start,
            period_end=period_end,
            access_from=access_from,
            access_to=access_to,
            state=state,
            terms_sha256=terms_sha256,
            terms_media_type=terms_media_type,
            is_ready=is_ready,
        )


        engagement_out.additional_properties = d
        return engagement_out

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
