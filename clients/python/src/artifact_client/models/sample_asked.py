from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.sample_asked_frequency import SampleAskedFrequency
from ..models.sample_asked_risk import SampleAskedRisk
from ..models.sample_asked_strata_by_item import SampleAskedStrataByItem
from ..types import UNSET, Unset
from typing import cast






T = TypeVar("T", bound="SampleAsked")



@_attrs_define
class SampleAsked:
    """ How many (`size`, or by `frequency` and `risk`), in proportion by what, and why.

    Without a seed one is made at random; it is shown beside the sample.

        Attributes:
            rationale (str):
            size (int | None | Unset):
            frequency (SampleAskedFrequency | Unset):  Default: SampleAskedFrequency.VALUE_0.
            risk (SampleAskedRisk | Unset):  Default: SampleAskedRisk.VALUE_0.
            strata_by (list[SampleAskedStrataByItem] | Unset):
            is_every_stratum_in (bool | Unset):  Default: False.
            seed (str | Unset):  Default: ''.
     """

    rationale: str
    size: int | None | Unset = UNSET
    frequency: SampleAskedFrequency | Unset = SampleAskedFrequency.VALUE_0
    risk: SampleAskedRisk | Unset = SampleAskedRisk.VALUE_0
    strata_by: list[SampleAskedStrataByItem] | Unset = UNSET
    is_every_stratum_in: bool | Unset = False
    seed: str | Unset = ''





    def to_dict(self) -> dict[str, Any]:
        rationale = self.rationale

        size: int | None | Unset
        if isinstance(self.size, Unset):
            size = UNSET
        else:
            size = self.size

        frequency: str | Unset = UNSET
        if not isinstance(self.frequency, Unset):
            frequency = self.frequency.value


        risk: str | Unset = UNSET
        if not isinstance(self.risk, Unset):
            risk = self.risk.value


        strata_by: list[str] | Unset = UNSET
        if not isinstance(self.strata_by, Unset):
            strata_by = []
            for strata_by_item_data in self.strata_by:
                strata_by_item = strata_by_item_data.value
                strata_by.append(strata_by_item)



        is_every_stratum_in = self.is_every_stratum_in

        seed = self.seed


        field_dict: dict[str, Any] = {}

        field_dict.update({
            "rationale": rationale,
        })
        if size is not UNSET:
            field_dict["size"] = size
        if frequency is not UNSET:
            field_dict["frequency"] = frequency
        if risk is not UNSET:
            field_dict["risk"] = risk
        if strata_by is not UNSET:
            field_dict["strata_by"] = strata_by
        if is_every_stratum_in is not UNSET:
            field_dict["is_every_stratum_in"] = is_every_stratum_in
        if seed is not UNSET:
            field_dict["seed"] = seed

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        rationale = d.pop("rationale")

        def _parse_size(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        size = _parse_size(d.pop("size", UNSET))


        _frequency = d.pop("frequency", UNSET)
        frequency: SampleAskedFrequency | Unset
        if isinstance(_frequency,  Unset):
            frequency = UNSET
        else:
            frequency = SampleAskedFrequency(_frequency)




        _risk = d.pop("risk", UNSET)
        risk: SampleAskedRisk | Unset
        if isinstance(_risk,  Unset):
            risk = UNSET
        else:
            risk = SampleAskedRisk(_risk)




        _strata_by = d.pop("strata_by", UNSET)
        strata_by: list[SampleAskedStrataByItem] | Unset = UNSET
        if _strata_by is not UNSET:
            strata_by = []
            for strata_by_item_data in _strata_by:
                strata_by_item = SampleAskedStrataByItem(strata_by_item_data)



                strata_by.append(strata_by_item)


        is_every_stratum_in = d.pop("is_every_stratum_in", UNSET)

        seed = d.pop("seed", UNSET)

        sample_asked = cls(
            rationale=rationale,
            size=size,
            frequency=frequency,
            risk=risk,
            strata_by=strata_by,
            is_every_stratum_in=is_every_stratum_in,
            seed=seed,
        )

        return sample_asked

