from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.conclusion_out_verdict import ConclusionOutVerdict
from typing import cast
import datetime






T = TypeVar("T", bound="ConclusionOut")



@_attrs_define
class ConclusionOut:
    """ One version. `evidence` are numbers of snapshots, `samples` their ids.

        Attributes:
            control (str):
            number (int):
            verdict (ConclusionOutVerdict):
            text (str):
            samples (list[str]):
            evidence (list[int]):
            is_shared (bool):
            at (datetime.datetime):
            by (str):
     """

    control: str
    number: int
    verdict: ConclusionOutVerdict
    text: str
    samples: list[str]
    evidence: list[int]
    is_shared: bool
    at: datetime.datetime
    by: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        control = self.control

        number = self.number

        verdict = self.verdict.value

        text = self.text

        samples = self.samples



        evidence = self.evidence



        is_shared = self.is_shared

        at = self.at.isoformat()

        by = self.by


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "control": control,
            "number": number,
            "verdict": verdict,
            "text": text,
            "samples": samples,
            "evidence": evidence,
            "is_shared": is_shared,
            "at": at,
            "by": by,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        control = d.pop("control")

        number = d.pop("number")

        verdict = ConclusionOutVerdict(d.pop("verdict"))




        text = d.pop("text")

        samples = cast(list[str], d.pop("samples"))


        evidence = cast(list[int], d.pop("evidence"))


        is_shared = d.pop("is_shared")

        at = datetime.datetime.fromisoformat(d.pop("at"))




        by = d.pop("by")

        conclusion_out = cls(
            control=control,
            number=number,
            verdict=verdict,
            text=text,
            samples=samples,
            evidence=evidence,
            is_shared=is_shared,
            at=at,
            by=by,
        )


        conclusion_out.additional_properties = d
        return conclusion_out

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
