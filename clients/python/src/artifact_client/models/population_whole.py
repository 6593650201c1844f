from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.population_whole_kind import PopulationWholeKind
from ..models.population_whole_state import PopulationWholeState
from typing import cast
import datetime

if TYPE_CHECKING:
  from ..models.population_whole_reconciliation_item import PopulationWholeReconciliationItem





T = TypeVar("T", bound="PopulationWhole")



@_attrs_define
class PopulationWhole:
    """ A population with how it ties to its source, place by place.

        Attributes:
            id (str):
            title (str):
            kind (PopulationWholeKind):
            subject (str):
            accounts (list[str]):
            regions (list[str]):
            statuses (list[str]):
            as_of (datetime.datetime):
            count (int):
            sha256 (str):
            state (PopulationWholeState):
            frozen_at (datetime.datetime):
            frozen_by (str):
            reconciliation (list[PopulationWholeReconciliationItem]):
     """

    id: str
    title: str
    kind: PopulationWholeKind
    subject: str
    accounts: list[str]
    regions: list[str]
    statuses: list[str]
    as_of: datetime.datetime
    count: int
    sha256: str
    state: PopulationWholeState
    frozen_at: datetime.datetime
    frozen_by: str
    reconciliation: list[PopulationWholeReconciliationItem]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.population_whole_reconciliation_item import PopulationWholeReconciliationItem # noqa: PLC0415
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

        reconciliation = []
        for reconciliation_item_data in self.reconciliation:
            reconciliation_item = reconciliation_item_data.to_dict()
            reconciliation.append(reconciliation_item)




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
            "reconciliation": reconciliation,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.population_whole_reconciliation_item import PopulationWholeReconciliationItem # noqa: PLC0415
        d = dict(src_dict)
        id = d.pop("id")

        title = d.pop("title")

        kind = PopulationWholeKind(d.pop("kind"))




        subject = d.pop("subject")

        accounts = cast(list[str], d.pop("accounts"))


        regions = cast(list[str], d.pop("regions"))


        statuses = cast(list[str], d.pop("statuses"))


        as_of = datetime.datetime.fromisoformat(d.pop("as_of"))




        count = d.pop("count")

        sha256 = d.pop("sha256")

        state = PopulationWholeState(d.pop("state"))




        frozen_at = datetime.datetime.fromisoformat(d.pop("frozen_at"))




        frozen_by = d.pop("frozen_by")

        reconciliation = []
        _reconciliation = d.pop("reconciliation")
        for reconciliation_item_data in (_reconciliation):
            reconciliation_item = PopulationWholeReconciliationItem.from_dict(reconciliation_item_data)



            reconciliation.append(reconciliation_item)


        population_whole = cls(
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
            reconciliation=reconciliation,
        )


        population_whole.additional_properties = d
        return population_whole

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
