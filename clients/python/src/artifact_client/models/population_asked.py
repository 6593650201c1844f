from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.population_asked_kind import PopulationAskedKind
from ..models.population_asked_statuses_item import PopulationAskedStatusesItem
from ..types import UNSET, Unset
from typing import cast
import datetime






T = TypeVar("T", bound="PopulationAsked")



@_attrs_define
class PopulationAsked:
    """ What to freeze: resources of an AWS type, findings of a control, or what happened.

    Without `accounts`, `regions` or `statuses`, every one of the engagement.

        Attributes:
            title (str):
            kind (PopulationAskedKind):
            subject (str):
            as_of (datetime.datetime): An instant of the period that is over.
            accounts (list[str] | Unset):
            regions (list[str] | Unset):
            statuses (list[PopulationAskedStatusesItem] | Unset):
     """

    title: str
    kind: PopulationAskedKind
    subject: str
    as_of: datetime.datetime
    accounts: list[str] | Unset = UNSET
    regions: list[str] | Unset = UNSET
    statuses: list[PopulationAskedStatusesItem] | Unset = UNSET





    def to_dict(self) -> dict[str, Any]:
        title = self.title

        kind = self.kind.value

        subject = self.subject

        as_of = self.as_of.isoformat()

        accounts: list[str] | Unset = UNSET
        if not isinstance(self.accounts, Unset):
            accounts = self.accounts



        regions: list[str] | Unset = UNSET
        if not isinstance(self.regions, Unset):
            regions = self.regions



        statuses: list[str] | Unset = UNSET
        if not isinstance(self.statuses, Unset):
            statuses = []
            for statuses_item_data in self.statuses:
                statuses_item = statuses_item_data.value
                statuses.append(statuses_item)




        field_dict: dict[str, Any] = {}

        field_dict.update({
            "title": title,
            "kind": kind,
            "subject": subject,
            "as_of": as_of,
        })
        if accounts is not UNSET:
            field_dict["accounts"] = accounts
        if regions is not UNSET:
            field_dict["regions"] = regions
        if statuses is not UNSET:
            field_dict["statuses"] = statuses

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        title = d.pop("title")

        kind = PopulationAskedKind(d.pop("kind"))




        subject = d.pop("subject")

        as_of = datetime.datetime.fromisoformat(d.pop("as_of"))




        accounts = cast(list[str], d.pop("accounts", UNSET))


        regions = cast(list[str], d.pop("regions", UNSET))


        _statuses = d.pop("statuses", UNSET)
        statuses: list[PopulationAskedStatusesItem] | Unset = UNSET
        if _statuses is not UNSET:
            statuses = []
            for statuses_item_data in _statuses:
                statuses_item = PopulationAskedStatusesItem(statuses_item_data)



                statuses.append(statuses_item)


        population_asked = cls(
            title=title,
            kind=kind,
            subject=subject,
            as_of=as_of,
            accounts=accounts,
            regions=regions,
            statuses=statuses,
        )

        return population_asked

