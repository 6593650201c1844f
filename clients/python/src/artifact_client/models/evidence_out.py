from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast
import datetime






T = TypeVar("T", bound="EvidenceOut")



@_attrs_define
class EvidenceOut:
    """ A snapshot under its number in this engagement, which is never given again.

    `references` are the auditors' own numbers of it.

        Attributes:
            evidence_no (str):
            snapshot (int):
            references (list[str]):
            account (str):
            region (str):
            collector (str):
            started_at (datetime.datetime):
            ended_at (datetime.datetime):
            is_complete (bool):
            sha256 (str):
            receipt_sha256 (str):
            size_bytes (int):
     """

    evidence_no: str
    snapshot: int
    references: list[str]
    account: str
    region: str
    collector: str
    started_at: datetime.datetime
    ended_at: datetime.datetime
    is_complete: bool
    sha256: str
    receipt_sha256: str
    size_bytes: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        evidence_no = self.evidence_no

        snapshot = self.snapshot

        references = self.references



        account = self.account

        region = self.region

        collector = self.collector

        started_at = self.started_at.isoformat()

        ended_at = self.ended_at.isoformat()

        is_complete = self.is_complete

        sha256 = self.sha256

        receipt_sha256 = self.receipt_sha256

        size_bytes = self.size_bytes


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "evidence_no": evidence_no,
            "snapshot": snapshot,
            "references": references,
            "account": account,
            "region": region,
            "collector": collector,
            "started_at": started_at,
            "ended_at": ended_at,
            "is_complete": is_complete,
            "sha256": sha256,
            "receipt_sha256": receipt_sha256,
            "size_bytes": size_bytes,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        evidence_no = d.pop("evidence_no")

        snapshot = d.pop("snapshot")

        references = cast(list[str], d.pop("references"))


        account = d.pop("account")

        region = d.pop("region")

        collector = d.pop("collector")

        started_at = datetime.datetime.fromisoformat(d.pop("started_at"))




        ended_at = datetime.datetime.fromisoformat(d.pop("ended_at"))




        is_complete = d.pop("is_complete")

        sha256 = d.pop("sha256")

        receipt_sha256 = d.pop("receipt_sha256")

        size_bytes = d.pop("size_bytes")

        evidence_out = cls(
            evidence_no=evidence_no,
            snapshot=snapshot,
            references=references,
            account=account,
            region=region,
            collector=collector,
            started_at=started_at,
            ended_at=ended_at,
            is_complete=is_complete,
            sha256=sha256,
            receipt_sha256=receipt_sha256,
            size_bytes=size_bytes,
        )


        evidence_out.additional_properties = d
        return evidence_out

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
