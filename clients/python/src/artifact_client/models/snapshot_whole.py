from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast
import datetime

if TYPE_CHECKING:
  from ..models.snapshot_whole_receipt import SnapshotWholeReceipt





T = TypeVar("T", bound="SnapshotWhole")



@_attrs_define
class SnapshotWhole:
    """ A snapshot with its receipt, whose `calls` are counted from 1.

        Attributes:
            id (int):
            run (int):
            account (str):
            region (str):
            collector (str):
            collector_version (int):
            started_at (datetime.datetime):
            ended_at (datetime.datetime):
            sha256 (str):
            size_bytes (int):
            receipt_sha256 (str):
            calls_made (int):
            is_complete (bool):
            missing (list[Any]):
            receipt (SnapshotWholeReceipt):
     """

    id: int
    run: int
    account: str
    region: str
    collector: str
    collector_version: int
    started_at: datetime.datetime
    ended_at: datetime.datetime
    sha256: str
    size_bytes: int
    receipt_sha256: str
    calls_made: int
    is_complete: bool
    missing: list[Any]
    receipt: SnapshotWholeReceipt
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.snapshot_whole_receipt import SnapshotWholeReceipt # noqa: PLC0415
        id = self.id

        run = self.run

        account = self.account

        region = self.region

        collector = self.collector

        collector_version = self.collector_version

        started_at = self.started_at.isoformat()

        ended_at = self.ended_at.isoformat()

        sha256 = self.sha256

        size_bytes = self.size_bytes

        receipt_sha256 = self.receipt_sha256

        calls_made = self.calls_made

        is_complete = self.is_complete

        missing = self.missing



        receipt = self.receipt.to_dict()


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "id": id,
            "run": run,
            "account": account,
            "region": region,
            "collector": collector,
            "collector_version": collector_version,
            "started_at": started_at,
            "ended_at": ended_at,
            "sha256": sha256,
            "size_bytes": size_bytes,
            "receipt_sha256": receipt_sha256,
            "calls_made": calls_made,
            "is_complete": is_complete,
            "missing": missing,
            "receipt": receipt,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.snapshot_whole_receipt import SnapshotWholeReceipt # noqa: PLC0415
        d = dict(src_dict)
        id = d.pop("id")

        run = d.pop("run")

        account = d.pop("account")

        region = d.pop("region")

        collector = d.pop("collector")

        collector_version = d.pop("collector_version")

        started_at = datetime.datetime.fromisoformat(d.pop("started_at"))




        ended_at = datetime.datetime.fromisoformat(d.pop("ended_at"))




        sha256 = d.pop("sha256")

        size_bytes = d.pop("size_bytes")

        receipt_sha256 = d.pop("receipt_sha256")

        calls_made = d.pop("calls_made")

        is_complete = d.pop("is_complete")

        missing = cast(list[Any], d.pop("missing"))


        receipt = SnapshotWholeReceipt.from_dict(d.pop("receipt"))




        snapshot_whole = cls(
            id=id,
            run=run,
            account=account,
            region=region,
            collector=collector,
            collector_version=collector_version,
            started_at=started_at,
            ended_at=ended_at,
            sha256=sha256,
            size_bytes=size_bytes,
            receipt_sha256=receipt_sha256,
            calls_made=calls_made,
            is_complete=is_complete,
            missing=missing,
            receipt=receipt,
        )


        snapshot_whole.additional_properties = d
        return snapshot_whole

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
