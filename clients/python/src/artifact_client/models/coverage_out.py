from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.coverage_out_state import CoverageOutState
from typing import cast






T = TypeVar("T", bound="CoverageOut")



@_attrs_define
class CoverageOut:
    """ One collector in one region, and what it saw.

        Attributes:
            region (str):
            collector (str):
            state (CoverageOutState):
            snapshot (int | None):
            resources (int):
            denied (int):
            throttled (int):
     """

    region: str
    collector: str
    state: CoverageOutState
    snapshot: int | None
    resources: int
    denied: int
    throttled: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        region = self.region

        collector = self.collector

        state = self.state.value

        snapshot: int | None
        snapshot = self.snapshot

        resources = self.resources

        denied = self.denied

        throttled = self.throttled


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "region": region,
            "collector": collector,
            "state": state,
            "snapshot": snapshot,
            "resources": resources,
            "denied": denied,
            "throttled": throttled,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        region = d.pop("region")

        collector = d.pop("collector")

        state = CoverageOutState(d.pop("state"))




        def _parse_snapshot(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        snapshot = _parse_snapshot(d.pop("snapshot"))


        resources = d.pop("resources")

        denied = d.pop("denied")

        throttled = d.pop("throttled")

        coverage_out = cls(
            region=region,
            collector=collector,
            state=state,
            snapshot=snapshot,
            resources=resources,
            denied=denied,
            throttled=throttled,
        )


        coverage_out.additional_properties = d
        return coverage_out

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
