from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast
import datetime






T = TypeVar("T", bound="SampleOut")



@_attrs_define
class SampleOut:
    """ What was drawn and why. `sha256` is of the sample's exact bytes, which name the keys.

        Attributes:
            id (str):
            population (str):
            population_sha256 (str):
            seed (str):
            strata_by (list[str]):
            is_every_stratum_in (bool):
            frequency (str):
            risk (str):
            asked (int):
            drawn (int):
            rationale (str):
            sha256 (str):
            drawn_at (datetime.datetime):
            drawn_by (str):
     """

    id: str
    population: str
    population_sha256: str
    seed: str
    strata_by: list[str]
    is_every_stratum_in: bool
    frequency: str
    risk: str
    asked: int
    drawn: int
    rationale: str
    sha256: str
    drawn_at: datetime.datetime
    drawn_by: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        id = self.id

        population = self.population

        population_sha256 = self.population_sha256

        seed = self.seed

        strata_by = self.strata_by



        is_every_stratum_in = self.is_every_stratum_in

        frequency = self.frequency

        risk = self.risk

        asked = self.asked

        drawn = self.drawn

        rationale = self.rationale

        sha256 = self.sha256

        drawn_at = self.drawn_at.isoformat()

        drawn_by = self.drawn_by


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "id": id,
            "population": population,
            "population_sha256": population_sha256,
            "seed": seed,
            "strata_by": strata_by,
            "is_every_stratum_in": is_every_stratum_in,
            "frequency": frequency,
            "risk": risk,
            "asked": asked,
            "drawn": drawn,
            "rationale": rationale,
            "sha256": sha256,
            "drawn_at": drawn_at,
            "drawn_by": drawn_by,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        population = d.pop("population")

        population_sha256 = d.pop("population_sha256")

        seed = d.pop("seed")

        strata_by = cast(list[str], d.pop("strata_by"))


        is_every_stratum_in = d.pop("is_every_stratum_in")

        frequency = d.pop("frequency")

        risk = d.pop("risk")

        asked = d.pop("asked")

        drawn = d.pop("drawn")

        rationale = d.pop("rationale")

        sha256 = d.pop("sha256")

        drawn_at = datetime.datetime.fromisoformat(d.pop("drawn_at"))




        drawn_by = d.pop("drawn_by")

        sample_out = cls(
            id=id,
            population=population,
            population_sha256=population_sha256,
            seed=seed,
            strata_by=strata_by,
            is_every_stratum_in=is_every_stratum_in,
            frequency=frequency,
            risk=risk,
            asked=asked,
            drawn=drawn,
            rationale=rationale,
            sha256=sha256,
            drawn_at=drawn_at,
            drawn_by=drawn_by,
        )


        sample_out.additional_properties = d
        return sample_out

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
