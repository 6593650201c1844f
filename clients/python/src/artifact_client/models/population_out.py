from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.population_out_kind import PopulationOutKind
from ..models.population_out_state import PopulationOutState
from typing import cast
import datetime






T = TypeVar("T", bound="PopulationOut")



@_attrs_define
class PopulationOut:
    """ A list as it stood at `as_of`. `sha256` is of its exact bytes, one JSON object a line.

        Attributes:
            id (str):
            title (str):
            kind (PopulationOutKind):
            subject (str):
            accounts (list[str]):
            regions (list[str]):
            statuses (list[str]):
            as_of (datetime.datetime):
            count (int):
            sha256 (str):
            state (PopulationOutState):
            frozen_at (datetime.datetime):
            frozen_by (str):
     """

    id: str
    title: str
    kind: PopulationOutKind
    subject: str
    accounts: list[str]
    regions: list[str]
    statuses: list[str]
    as_of: datetime.datetime
    count: int
    sha256: str
    state: PopulationOutState
    frozen_at: datetime.datetime
    frozen_by: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        id = self.id

        title = self.title

        kind = self.kind.value

        subject = self.subject

        accounts = self.accounts



        regions = self.regions



        statuses = self.statuses



        as_of = self.as_of.isoformat()

        count = self.count

        sha256 = self.sha256

        state = self.state.value

        frozen_at = self.frozen_at.isoformat()

        frozen_by = self.frozen_by


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "id": id,
            "title": title,
            "kind": kind,
            "subject": subject,
            "accounts": accounts,
            "regions": regions,
            "statuses": statuses,
            "as_of": as_of,
            "count": count,
            "sha256": sha256,
            "state": state,
            "frozen_at": frozen_at,
            "frozen_by": frozen_by,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        title = d.pop("title")

        kind = PopulationOutKind(d.pop("kind"))




        subject = d.pop("subject")

        accounts = cast(list[str], d.pop("accounts"))


        regions = cast(list[str], d.pop("regions"))


        statuses = cast(list[str], d.pop("statuses"))


        as_of = datetime.datetime.fromisoformat(d.pop("as_of"))




        count = d.pop("count")

        sha256 = d.pop("sha256")

        state = PopulationOutState(d.pop("state"))




        frozen_at = datetime.datetime.fromisoformat(d.pop("frozen_at"))




        frozen_by = d.pop("frozen_by")

        population_out = cls(
            id=id,
            title=title,
            kind=kind,
            subject=subject,
            accounts=accounts,
            regions=regions,
            statuses=statuses,
            as_of=as_of,
            count=count,
            sha256=sha256,
            state=state,
            frozen_at=frozen_at,
            frozen_by=frozen_by,
        )


        population_out.additional_properties = d
        return population_out

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
