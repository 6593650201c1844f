from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset
from typing import cast






T = TypeVar("T", bound="RunAsked")



@_attrs_define
class RunAsked:
    """ What is to be read. Without `services` or `regions`, all of it.

        Attributes:
            account (str): Twelve digits.
            services (list[str] | Unset):
            regions (list[str] | Unset):
     """

    account: str
    services: list[str] | Unset = UNSET
    regions: list[str] | Unset = UNSET





    def to_dict(self) -> dict[str, Any]:
        account = self.account

        services: list[str] | Unset = UNSET
        if not isinstance(self.services, Unset):
            services = self.services



        regions: list[str] | Unset = UNSET
        if not isinstance(self.regions, Unset):
            regions = self.regions




        field_dict: dict[str, Any] = {}

        field_dict.update({
            "account": account,
        })
        if services is not UNSET:
            field_dict["services"] = services
        if regions is not UNSET:
            field_dict["regions"] = regions

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        account = d.pop("account")

        services = cast(list[str], d.pop("services", UNSET))


        regions = cast(list[str], d.pop("regions", UNSET))


        run_asked = cls(
            account=account,
            services=services,
            regions=regions,
        )

        return run_asked

