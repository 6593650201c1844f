from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.conclusion_in_verdict import ConclusionInVerdict
from ..types import UNSET, Unset
from typing import cast






T = TypeVar("T", bound="ConclusionIn")



@_attrs_define
class ConclusionIn:
    """ The next version of the conclusion on a control, and what it rests on.

        Attributes:
            control (str):
            verdict (ConclusionInVerdict):
            text (str):
            samples (list[str] | Unset):
            evidence (list[int] | Unset):
            is_shared (bool | Unset):  Default: False.
     """

    control: str
    verdict: ConclusionInVerdict
    text: str
    samples: list[str] | Unset = UNSET
    evidence: list[int] | Unset = UNSET
    is_shared: bool | Unset = False





    def to_dict(self) -> dict[str, Any]:
        control = self.control

        verdict = self.verdict.value

        text = self.text

        samples: list[str] | Unset = UNSET
        if not isinstance(self.samples, Unset):
            samples = self.samples



        evidence: list[int] | Unset = UNSET
        if not isinstance(self.evidence, Unset):
            evidence = self.evidence



        is_shared = self.is_shared


        field_dict: dict[str, Any] = {}

        field_dict.update({
            "control": control,
            "verdict": verdict,
            "text": text,
        })
        if samples is not UNSET:
            field_dict["samples"] = samples
        if evidence is not UNSET:
            field_dict["evidence"] = evidence
        if is_shared is not UNSET:
            field_dict["is_shared"] = is_shared

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        control = d.pop("control")

        verdict = ConclusionInVerdict(d.pop("verdict"))




        text = d.pop("text")

        samples = cast(list[str], d.pop("samples", UNSET))


        evidence = cast(list[int], d.pop("evidence", UNSET))


        is_shared = d.pop("is_shared", UNSET)

        conclusion_in = cls(
            control=control,
            verdict=verdict,
            text=text,
            samples=samples,
            evidence=evidence,
            is_shared=is_shared,
        )

        return conclusion_in

