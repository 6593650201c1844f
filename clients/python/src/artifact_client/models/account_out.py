from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast
import datetime






T = TypeVar("T", bound="AccountOut")



@_attrs_define
class AccountOut:
    """ An AWS account. An empty `regions` means every enabled one.

        Attributes:
            account (str):
            name (str):
            partition (str):
            regions (list[str]):
            is_paused (bool):
            last_read_at (datetime.datetime | None):
     """

    account: str
    name: str
    partition: str
    regions: list[str]
    is_paused: bool
    last_read_at: datetime.datetime | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        account = self.account

        name = self.name

        partition = self.partition

        regions = self.regions



        is_paused = self.is_paused

        last_read_at: None | str
        if isinstance(self.last_read_at, datetime.datetime):
            last_read_at = self.last_read_at.isoformat()
        else:
            last_read_at = self.last_read_at


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "account": account,
            "name": name,
            "partition": partition,
            "regions": regions,
            "is_paused": is_paused,
            "last_read_at": last_read_at,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        account = d.pop("account")

        name = d.pop("name")

        partition = d.pop("partition")

        regions = cast(list[str], d.pop("regions"))


        is_paused = d.pop("is_paused")

        def _parse_last_read_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                last_read_at_type_0 = datetime.datetime.fromisoformat(data)



                return last_read_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        last_read_at = _parse_last_read_at(d.pop("last_read_at"))


        account_out = cls(
            account=account,
            name=name,
            partition=partition,
            regions=regions,
            is_paused=is_paused,
            last_read_at=last_read_at,
        )


        account_out.additional_properties = d
        return account_out

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
