from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.report_out_origin import ReportOutOrigin
from typing import cast






T = TypeVar("T", bound="ReportOut")



@_attrs_define
class ReportOut:
    """ A series: one framework and scope, or a document of the same kind each year.

    Empty `regions` mean every one. `newest` is the number of the published version.

        Attributes:
            id (str):
            title (str):
            origin (ReportOutOrigin):
            framework (None | str):
            series (str):
            category (str):
            description (str):
            accounts (list[str]):
            regions (list[str]):
            must_accept_terms (bool):
            newest (int | None):
     """

    id: str
    title: str
    origin: ReportOutOrigin
    framework: None | str
    series: str
    category: str
    description: str
    accounts: list[str]
    regions: list[str]
    must_accept_terms: bool
    newest: int | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        id = self.id

        title = self.title

        origin = self.origin.value

        framework: None | str
        framework = self.framework

        series = self.series

        category = self.category

        description = self.description

        accounts = self.accounts



        regions = self.regions



        must_accept_terms = self.must_accept_terms

        newest: int | None
        newest = self.newest


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "id": id,
            "title": title,
            "origin": origin,
            "framework": framework,
            "series": series,
            "category": category,
            "description": description,
            "accounts": accounts,
            "regions": regions,
            "must_accept_terms": must_accept_terms,
            "newest": newest,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        title = d.pop("title")

        origin = ReportOutOrigin(d.pop("origin"))




        def _parse_framework(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        framework = _parse_framework(d.pop("framework"))


        series = d.pop("series")

        category = d.pop("category")

        description = d.pop("description")

        accounts = cast(list[str], d.pop("accounts"))


        regions = cast(list[str], d.pop("regions"))


        must_accept_terms = d.pop("must_accept_terms")

        def _parse_newest(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        newest = _parse_newest(d.pop("newest"))


        report_out = cls(
            id=id,
            title=title,
            origin=origin,
            framework=framework,
            series=series,
            category=category,
            description=description,
            accounts=accounts,
            regions=regions,
            must_accept_terms=must_accept_terms,
            newest=newest,
        )


        report_out.additional_properties = d
        return report_out

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
