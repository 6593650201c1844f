from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.judgement_in_verdict import JudgementInVerdict
from ..types import UNSET, Unset






T = TypeVar("T", bound="JudgementIn")



@_attrs_define
class JudgementIn:
    """ Whether it is enough; what is returned needs a reason.

        Attributes:
            verdict (JudgementInVerdict):
            reason (str | Unset):  Default: ''.
     """

    verdict: JudgementInVerdict
    reason: str | Unset = ''





    def to_dict(self) -> dict[str, Any]:
        verdict = self.verdict.value

        reason = self.reason


        field_dict: dict[str, Any] = {}

        field_dict.update({
            "verdict": verdict,
        })
        if reason is not UNSET:
            field_dict["reason"] = reason

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        verdict = JudgementInVerdict(d.pop("verdict"))




        reason = d.pop("reason", UNSET)

        judgement_in = cls(
            verdict=verdict,
            reason=reason,
        )

        return judgement_in

