from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.unit_out_state import UnitOutState






T = TypeVar("T", bound="UnitOut")



@_attrs_define
class UnitOut:
    """ One region of a run: the thing that is done, and retried, at once.

        Attributes:
            region (str):
            state (UnitOutState):
            attempt (int):
            step (str):
            calls_made (int):
            error (str):
     """

    region: str
    state: UnitOutState
    attempt: int
    step: str
    calls_made: int
    error: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        region = self.region

        state = self.state.value

        attempt = self.attempt

        step = self.step

        calls_made = self.calls_made

        error = self.error


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "region": region,
            "state": state,
            "attempt": attempt,
            "step": step,
            "calls_made": calls_made,
            "error": error,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        region = d.pop("region")

        state = UnitOutState(d.pop("state"))




        attempt = d.pop("attempt")

        step = d.pop("step")

        calls_made = d.pop("calls_made")

        error = d.pop("error")

        unit_out = cls(
            region=region,
            state=state,
            attempt=attempt,
            step=step,
            calls_made=calls_made,
            error=error,
        )


        unit_out.additional_properties = d
        return unit_out

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
